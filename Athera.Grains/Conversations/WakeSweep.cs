using Athera.Journal;
using Microsoft.Extensions.Logging;

namespace Athera.Conversations;

/// <summary>
/// Finds what is due and calls its owner. A conversation that is active has done its work by its own timer; this is for the others:
/// those asleep, and those whose silo is gone.
/// </summary>
public sealed class WakeSweep(
    IJournalStore store, ISiloRoster roster, WakeCalls calls, TimeProvider clock, ILogger<WakeSweep> log)
    : Sweep(Interval, clock)
{
    private const int BatchSize = 200, MaxCalls = 400;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>An active conversation gets this long to do its work before the sweep calls.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(2);

    /// <summary>Nobody else calls in this time; after it the work is called for again if it is still due.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>What a gone silo had begun ends by a deadline within this; what is due later was not begun.</summary>
    private static readonly TimeSpan OrphanHorizon = TimeSpan.FromMinutes(5);

    /// <summary>
    /// When a silo has gone, all it held is looked at once, however far away: what was due soon by a clock that stood later than this
    /// one is far away by this one.
    /// </summary>
    private static readonly TimeSpan FarHorizon = TimeSpan.FromDays(3650);

    private readonly SemaphoreSlim _calls = new(MaxCalls);
    private readonly MissedWakes _missed = new();
    private IReadOnlyList<OpaqueId>? _alive;

    /// <inheritdoc/>
    public override async Task SweepAsync(CancellationToken cancellation)
    {
        foreach (var wake in _missed.Take(Clock.GetUtcNow()))
            await CallAsync(wake, cancellation);
        var alive = roster.Alive;
        var horizon = _alive is null || _alive.Except(alive).Any() ? FarHorizon : OrphanHorizon;
        while (await LeaseAsync(alive, horizon, cancellation) == BatchSize)
            log.Behind(BatchSize);
        _alive = alive;
    }

    /// <inheritdoc/>
    protected override void StoreUnavailable() => log.StoreUnavailable();

    /// <inheritdoc/>
    protected override void Failed(Exception failure) => log.Failed(failure);

    private async Task<int> LeaseAsync(IReadOnlyList<OpaqueId> alive, TimeSpan horizon, CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        var due = await store.LeaseWakesAsync(
            new WakeLease(roster.Self, now - Courtesy, now + Lease, alive, now + horizon, BatchSize), cancellation);
        foreach (var wake in due)
            await CallAsync(new MissedWakes.Wake(wake, now + Lease), cancellation);
        return due.Count;
    }

    // Nobody waits for one that is slow, unless very many are.
    private async Task CallAsync(MissedWakes.Wake wake, CancellationToken cancellation)
    {
        await _calls.WaitAsync(cancellation);
        _ = FinishAsync(wake, cancellation);
    }

    // One that fails keeps its row, and is called again at the next look.
    private async Task FinishAsync(MissedWakes.Wake wake, CancellationToken cancellation)
    {
        try
        {
            if (await calls.CallAsync(wake.Due, Lease, cancellation) is { } next)
                await store.PostponeWakeAsync(wake.Due, wake.LeasedUntil, next, cancellation);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // When the silo stops, another one's sweep finds the row.
            if (cancellation.IsCancellationRequested)
                return;
            log.CallFailed(wake.Due.Stream, e.GetType().Name);
            _missed.Add(wake);
        }
        finally
        {
            _calls.Release();
        }
    }
}
