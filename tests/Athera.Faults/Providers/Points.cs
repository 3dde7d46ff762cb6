namespace Athera.FaultRuns.Providers;

/// <summary>Traps at the named points: the next silo that comes to one is told of, and held there where it waits for the tester.</summary>
internal sealed class Points
{
    /// <summary>Nobody is held for longer, should the trap be forgotten.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(3);

    private Trap? _trap;

    /// <summary>Sets the trap; gives which silo came to the point. One is set at a time.</summary>
    public async Task<int> ReachedAsync(Point point, TimeSpan patience, CancellationToken cancellation)
    {
        var trap = new Trap(point);
        Volatile.Write(ref _trap, trap);
        try
        {
            return await trap.Reached.Task.WaitAsync(patience, cancellation);
        }
        finally
        {
            Interlocked.CompareExchange(ref _trap, null, trap);
        }
    }

    /// <summary>A silo is at a point.</summary>
    /// <param name="point">Which.</param>
    /// <param name="silo">Who.</param>
    /// <param name="gone">Ends the holding: the silo let go of the call.</param>
    public Task PassAsync(Point point, int silo, CancellationToken gone)
    {
        var trap = Volatile.Read(ref _trap);
        if (trap is null || trap.Point != point || Interlocked.CompareExchange(ref _trap, null, trap) != trap)
            return Task.CompletedTask;
        trap.Reached.TrySetResult(silo);
        return point is Point.ModelAsked or Point.ModelAnswering or Point.SendArrived or Point.SendTaken ? HoldAsync(gone) : Task.CompletedTask;
    }

    private static async Task HoldAsync(CancellationToken gone) =>
        await Task.Delay(LongestHold, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private sealed record Trap(Point Point)
    {
        public TaskCompletionSource<int> Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
