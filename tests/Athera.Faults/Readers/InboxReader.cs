using Athera.FaultRuns.Histories;
using Athera.FaultRuns.Worlds;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Athera.FaultRuns.Readers;

/// <summary>
/// F20: somebody at a live inbox whose connection breaks every few seconds, by itself or with its silo, and who comes back on another
/// silo with the cursor of what was seen last.
/// </summary>
internal sealed class InboxReader(World world, int tenant, int process, int seed)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300), ConnectPatience = TimeSpan.FromSeconds(8);

    private readonly Random _dice = new(seed);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _cursor;
    private int _silo = seed;

    /// <summary>Completes when it hears of whatever happens from then on.</summary>
    public Task Ready => _ready.Task;

    /// <summary>How often it came back.</summary>
    public int Returns { get; private set; }

    /// <summary>How often a silo would not have it back with its cursor.</summary>
    public int Refused { get; private set; }

    /// <summary>What it saw last.</summary>
    public long Cursor => Interlocked.Read(ref _position);

    private long _position;

    /// <summary>Breaks no more; from then on it stays where it is, unless its silo goes.</summary>
    public void Settle() => _settled = true;

    private volatile bool _settled;

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(cancellation);
            }
            catch (HubException)
            {
                Refused++;
            }
            catch (Exception) when (!cancellation.IsCancellationRequested)
            {
                // The silo is not there, or goes away; the next one is asked.
            }
            await Task.Delay(Pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        var url = new Uri(world.Urls[_silo++ % world.Urls.Count], "/hubs/inbox");
        await using var connection = new HubConnectionBuilder()
            .WithUrl(url, options => options.AccessTokenProvider = () => Task.FromResult<string?>(world.Tenants[tenant].ApiKey))
            .Build();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Closed += _ => Task.FromResult(closed.TrySetResult());
        var open = true;
        connection.On<Batch>("Events", batch =>
        {
            lock (_dice)
            {
                if (open)
                    Take(batch);
            }
        });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(ConnectPatience);
        await connection.StartAsync(patience.Token);
        var from = await connection.InvokeAsync<long>("Subscribe", null, _cursor, patience.Token);
        lock (_dice)
            _cursor ??= from;
        _ready.TrySetResult();
        var life = TimeSpan.FromSeconds(2 + (_dice.NextDouble() * 5));
        while (_settled && !closed.Task.IsCompleted && !cancellation.IsCancellationRequested)
            await Task.WhenAny(closed.Task, Task.Delay(Pause, cancellation));
        await Task.WhenAny(closed.Task, Task.Delay(life, cancellation));
        lock (_dice)
            open = false; // What comes from now on was never seen.
        Returns++;
    }

    private void Take(Batch batch)
    {
        foreach (var heard in batch.Events)
            world.History.Add(process, Outcome.Ok, Function.Hear, world.History.NameOf(heard.ConversationId), (int)heard.Sequence, heard.Position);
        _cursor = batch.Position;
        Interlocked.Exchange(ref _position, batch.Position);
    }

    private sealed record Heard(long Position, string ConversationId, long Sequence);

    private sealed record Batch(IReadOnlyList<Heard> Events, long Position);
}
