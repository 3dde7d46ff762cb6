using Athera.Messages;

namespace Athera.Media.Fetching;

/// <summary>
/// Keeps an account below the number of failed requests that Meta punishes: 20 of them within 60 minutes block the endpoint for 30.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="silos">The silos that share the account's allowance.</param>
internal sealed class FetchBreaker(TimeProvider clock, Func<int> silos)
{
    /// <summary>Failed requests within an hour, over all silos; a try may make two, and several may be under way.</summary>
    private const int Allowance = 12;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(60);

    private readonly Lock _turn = new();
    private readonly Queue<long> _failures = new();

    /// <summary>How long to put a try off, or <see langword="null"/>: it may be made.</summary>
    public TimeSpan? Admit()
    {
        lock (_turn)
        {
            while (_failures.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) >= Window)
                _failures.Dequeue();
            return _failures.Count < Math.Max(1, Allowance / silos()) ? null : Window - clock.GetElapsedTime(_failures.Peek());
        }
    }

    /// <summary>Learns from a try.</summary>
    /// <param name="fault">Why the file did not come, if it did not: only the provider's own refusals count.</param>
    public void Heard(Fault? fault)
    {
        if (fault?.Code is not (MediaFaults.Expired or MediaFaults.CredentialsInvalid or MediaFaults.Unreachable))
            return;
        lock (_turn)
            _failures.Enqueue(clock.GetTimestamp());
    }
}
