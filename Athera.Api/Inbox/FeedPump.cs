using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Inbox;

/// <summary>
/// Brings one connection everything after its cursor, once and in order. It waits for its own connection only: a slow one falls
/// behind what the feed keeps, fetches what it missed from the grain, and holds up nobody.
/// </summary>
internal sealed class FeedPump : IAsyncDisposable
{
    /// <summary>How long a connection may take over one batch. Then it is cut; the client comes back with its cursor.</summary>
    public static readonly TimeSpan SendDeadline = TimeSpan.FromSeconds(30);

    private const int BatchLimit = 100;

    private readonly FeedSubscription _subscription;
    private readonly IInboxClient _client;
    private readonly HubCallerContext _connection;
    private readonly ConversationId? _only;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping;
    private readonly Task _running;
    private long _cursor;

    /// <param name="subscription">The feed; given back when the pump stops.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="client">How to call it.</param>
    /// <param name="only">The only conversation it wants to hear of, or all.</param>
    /// <param name="cursor">What it has already.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where failures are recorded.</param>
    public FeedPump(
        FeedSubscription subscription, HubCallerContext connection, IInboxClient client, ConversationId? only, long cursor,
        TimeProvider time, ILogger logger)
    {
        (_subscription, _connection, _client, _only, _cursor, _time, _logger) = (subscription, connection, client, only, cursor, time, logger);
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
        using var subscription = _subscription;
        var stopping = _stopping.Token;
        try
        {
            while (true)
            {
                var pulse = subscription.Feed.Pulse;
                if (await Next(subscription.Feed, stopping) is { } slice && slice.Position > _cursor)
                    await Bring(slice, stopping);
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

    private async Task<FeedSlice?> Next(TenantFeed feed, CancellationToken stopping)
    {
        if (feed.Read(_cursor, BatchLimit) is { } kept)
            return kept;
        try
        {
            return await feed.Fetch(_cursor, stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            _logger.CatchUpFailed(failure, _connection.ConnectionId);
            return null;
        }
    }

    private async Task Bring(FeedSlice slice, CancellationToken stopping)
    {
        var events = _only is { } only ? [.. slice.Events.Where(happened => happened.ConversationId == only)] : slice.Events;
        if (events.Count > 0)
            await _client.Events(new EventBatch(events, slice.Position)).WaitAsync(SendDeadline, _time, stopping);
        _cursor = slice.Position;
    }
}
