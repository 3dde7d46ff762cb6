namespace Athera.Conversations;

/// <summary>
/// Spaces calls so that an account does not exceed its rate: each call books the next free slot, with a small burst allowed after
/// a quiet time. It counts time that passes, whatever the clock on the wall is set to.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class SendPace(TimeProvider clock)
{
    /// <summary>Calls that may follow each other at once after a quiet time, as a share of a second's worth.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(250);

    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _nextSlot = -Burst;

    /// <summary>Completes when the next call may be made. One caller at a time.</summary>
    /// <param name="perSecond">Calls a second, more than 0.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task WaitAsync(double perSecond, CancellationToken cancellation)
    {
        var now = clock.GetElapsedTime(_start);
        var slot = _nextSlot > now - Burst ? _nextSlot : now - Burst;
        _nextSlot = slot + (TimeSpan.FromSeconds(1) / perSecond);
        return slot > now ? Task.Delay(slot - now, clock, cancellation) : Task.CompletedTask;
    }
}
