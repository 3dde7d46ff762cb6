using Athera.Channels;

namespace Athera.Conversations;

/// <summary>
/// How much of its rate an account uses. Each time its provider says "too fast" it uses half as much as before, and twice as much again
/// after each quiet half minute.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class SendPressure(TimeProvider clock)
{
    private const int MaxHalvings = 5;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30), Together = TimeSpan.FromSeconds(1);

    private readonly Lock _turn = new();
    private int _halvings;
    private long _since;

    /// <summary>The part of the rate to be used, at most 1.</summary>
    public float Share
    {
        get
        {
            lock (_turn)
            {
                Recover();
                return 1f / (1 << _halvings);
            }
        }
    }

    /// <summary>Learns from a call.</summary>
    public void Heard(SendOutcome outcome)
    {
        if (outcome.Limit != LimitScope.Account)
            return;
        lock (_turn)
        {
            Recover();
            // Calls under way at the same time hear it together; that is one word.
            if (_halvings > 0 && clock.GetElapsedTime(_since) < Together)
                return;
            _halvings = Math.Min(_halvings + 1, MaxHalvings);
            _since = clock.GetTimestamp();
        }
    }

    private void Recover()
    {
        while (_halvings > 0 && clock.GetElapsedTime(_since) >= Quiet)
        {
            _halvings--;
            _since += (long)(Quiet.TotalSeconds * clock.TimestampFrequency);
        }
    }
}
