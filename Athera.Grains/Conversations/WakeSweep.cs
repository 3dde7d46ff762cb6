using Athera.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Athera.Conversations;

/// <summary>
/// Finds what is due and calls its owner. A conversation that is active has done its work by its own timer; this is for the others:
/// those asleep, and those whose silo is gone.
/// </summary>
public sealed class WakeSweep(
    IJournalStore store, ISiloRoster roster, IGrainFactory grains, TimeProvider clock, ILogger<WakeSweep> log) : BackgroundService
{
    private const int BatchSize = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>An active conversation gets this long to do its work before the sweep calls.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(2);

    /// <summary>Nobody else calls in this time; after it the work is called for again if it is still due.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>What a gone silo had begun ends by a deadline within this; what is due later was not begun.</summary>
    private static readonly TimeSpan OrphanHorizon = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await SweepAsync(stoppingToken) == BatchSize)
                    log.Behind(BatchSize);
            }
            catch (StoreUnavailableException)
            {
                log.StoreUnavailable();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.Failed(e);
            }
        }
    }

    private async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var lease = new WakeLease(roster.Self, now - Courtesy, now + Lease, roster.Alive, now + OrphanHorizon, BatchSize);
        var due = await store.LeaseWakesAsync(lease, cancellation);
        await Task.WhenAll(due.Select(wake => CallAsync(wake, cancellation)));
        return due.Count;
    }

    // One that fails keeps its row and is called again when the lease ends; it does not keep the others from being called.
    private async Task CallAsync(DueWake wake, CancellationToken cancellation)
    {
        try
        {
            await grains.Get<IConversationGrain>(wake.Tenant, wake.Stream).Wake().WaitAsync(Lease, clock, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.CallFailed(wake.Stream, e.GetType().Name);
        }
    }
}
