namespace Athera.Conversations;

/// <summary>
/// Spaces calls so that an account does not exceed its rate: each call books the next free slot, with a small burst allowed after
/// a quiet time.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class SendPace(TimeProvider clock)
{
    /// <summary>Calls that may follow each other at once after a quiet time, as a share of a second's worth.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(250);

    private DateTimeOffset _nextSlot = DateTimeOffset.MinValue;

    /// <summary>Completes when the next call may be made.</summary>
    /// <param name="perSecond">Calls a second, at least 1.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task WaitAsync(int perSecond, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var slot = _nextSlot > now - Burst ? _nextSlot : now - Burst;
        _nextSlot = slot + (TimeSpan.FromSeconds(1) / perSecond);
        return slot > now ? Task.Delay(slot - now, clock, cancellation) : Task.CompletedTask;
    }
}
