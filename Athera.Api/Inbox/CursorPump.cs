using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Inbox;

/// <summary>Something that is followed by a cursor.</summary>
internal interface ICursorSource : IDisposable
{
    /// <summary>Completes when there may be more. It is taken before looking, or what comes in between goes unnoticed.</summary>
    Task Pulse { get; }

    /// <summary>Brings what lies after a cursor, some of it; answers with the cursor after that, or the same when there is nothing now.</summary>
    Task<long> Bring(long cursor, CancellationToken stopping);
}

/// <summary>
/// Brings one connection everything after its cursor, once and in order. It waits for its own connection only: a slow one falls
/// behind, fetches what it missed, and holds up nobody.
/// </summary>
internal sealed class CursorPump : IAsyncDisposable
{
    /// <summary>How long a connection may take over one batch. Then it is cut; the client comes back with its cursor.</summary>
    public static readonly TimeSpan SendDeadline = TimeSpan.FromSeconds(30);

    private readonly ICursorSource _source;
    private readonly HubCallerContext _connection;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping;
    private readonly Task _running;
    private long _cursor;

    /// <param name="source">What is followed; given back when the pump stops.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="cursor">What it has already.</param>
    /// <param name="logger">Where failures are recorded.</param>
    public CursorPump(ICursorSource source, HubCallerContext connection, long cursor, ILogger logger)
    {
        (_source, _connection, _cursor, _logger) = (source, connection, cursor, logger);
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionAborted);
        using (ExecutionContext.SuppressFlow())
            _running = Task.Run(Run);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task Run()
    {
        using var source = _source;
        var stopping = _stopping.Token;
        try
        {
            while (true)
            {
                var pulse = source.Pulse;
                if (await source.Bring(_cursor, stopping) is var next && next > _cursor)
                    _cursor = next;
                else
                    await pulse.WaitAsync(stopping);
            }
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            // Alive but silent would look to the client like a quiet day.
            _logger.ConnectionCut(failure, _connection.ConnectionId);
            _connection.Abort();
        }
    }
}
