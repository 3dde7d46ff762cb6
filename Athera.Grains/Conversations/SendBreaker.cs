using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>
/// Stops calling a provider that is down or refuses the account's credentials. While it is open, attempts are put off without a
/// call; after each pause one call is let through, and what it comes to decides about the others.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class SendBreaker(TimeProvider clock)
{
    /// <summary>So many failures in a row are not bad luck.</summary>
    private const int Limit = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>How often what only a person can mend is tried again.</summary>
    public static TimeSpan PauseForPeople { get; } = TimeSpan.FromSeconds(60);

    private readonly Lock _turn = new();
    private TimeSpan _pause = TimeSpan.Zero;
    private long _since;
    private int _failures;
    private Fault? _held;

    /// <summary>Why only a person can mend it, while that is so.</summary>
    public Fault? Held
    {
        get
        {
            lock (_turn)
                return _held;
        }
    }

    /// <summary>How long to put a call off, or <see langword="null"/>: it may be made, and its outcome has to be heard.</summary>
    public TimeSpan? Admit()
    {
        lock (_turn)
        {
            if (_pause == TimeSpan.Zero)
                return null;
            var left = _pause - clock.GetElapsedTime(_since);
            if (left > TimeSpan.Zero)
                return left;
            _since = clock.GetTimestamp();
            return null;
        }
    }

    /// <summary>Closes it: somebody has seen to what was wrong.</summary>
    public void Reset()
    {
        lock (_turn)
            (_pause, _failures, _held) = (TimeSpan.Zero, 0, null);
    }

    /// <summary>Learns from a call.</summary>
    public void Heard(SendOutcome outcome)
    {
        lock (_turn)
        {
            var code = outcome.Fault?.Code;
            var held = code is not null && Faults.HoldsQueue(code);
            _held = held ? outcome.Fault : null;
            var failed = outcome.Result == SendResult.Unknown || code == Faults.ProviderUnavailable;
            _failures = failed ? _failures + 1 : 0;
            // Only a person can mend credentials.
            _pause = held ? PauseForPeople : !failed ? TimeSpan.Zero : _failures >= Limit ? Pause : _pause;
            _since = clock.GetTimestamp();
        }
    }
}
