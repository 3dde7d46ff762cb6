using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>
/// Stops calling a provider that is down or refuses the account's credentials. While it is open, attempts are put off without a
/// call; after the pause one call tells whether it helps.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class SendBreaker(TimeProvider clock)
{
    /// <summary>So many failures in a row are not bad luck.</summary>
    private const int Limit = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5), PauseForPeople = TimeSpan.FromSeconds(60);

    private readonly Lock _turn = new();
    private DateTimeOffset _closesAt = DateTimeOffset.MinValue;
    private int _failures;

    /// <summary>How long it stays open, or <see langword="null"/> when calls may be made.</summary>
    public TimeSpan? OpenFor
    {
        get
        {
            lock (_turn)
            {
                var wait = _closesAt - clock.GetUtcNow();
                return wait > TimeSpan.Zero ? wait : null;
            }
        }
    }

    /// <summary>Learns from a call.</summary>
    public void Heard(SendOutcome outcome)
    {
        lock (_turn)
        {
            var held = outcome.Fault?.Code is Faults.CredentialsInvalid or Faults.AccountRestricted;
            var failed = outcome.Result == SendResult.Unknown || outcome.Fault?.Code == Faults.ProviderUnavailable;
            _failures = failed ? _failures + 1 : 0;
            if (held)
                _closesAt = clock.GetUtcNow() + PauseForPeople; // Only a person can mend credentials.
            else if (_failures >= Limit)
                _closesAt = clock.GetUtcNow() + Pause;
        }
    }
}
