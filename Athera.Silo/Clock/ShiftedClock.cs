namespace Athera.Silo.Clock;

/// <summary>
/// A clock that started at another time and runs at the usual pace, so that a developer can send messages recorded long ago and
/// have them be fresh. Timers and intervals are those of the machine.
/// </summary>
/// <param name="start">What time it was when the process started.</param>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _shift = start - System.GetUtcNow();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}
