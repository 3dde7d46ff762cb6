namespace Athera.Api.Chat;

/// <summary>How often one connection may do something: a bucket that fills by the clock. Calls of one connection do not overlap.</summary>
/// <param name="burst">As many at once.</param>
/// <param name="perSecond">As many in a second from then on.</param>
/// <param name="time">The clock.</param>
internal sealed class Allowance(double burst, double perSecond, TimeProvider time)
{
    private readonly double _burst = burst;
    private double _left = burst;
    private long _since = time.GetTimestamp();

    /// <summary>Takes one, if there is one.</summary>
    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(_burst, _left + time.GetElapsedTime(_since, now).TotalSeconds * perSecond);
        _since = now;
        if (_left < 1)
            return false;
        _left--;
        return true;
    }
}
