using Athera.Messages;

namespace Athera.Channels.Calls;

/// <summary>
/// What a provider's error code means: for a message that was just handed over, and, by its fault alone, for one that failed later.
/// </summary>
/// <param name="Fault">One of <see cref="Faults"/>.</param>
/// <param name="Result">How a send that was answered with it ended.</param>
/// <param name="FirstWait">When refused for now: the wait after the first attempt.</param>
/// <param name="Growth">By how much each further wait is longer.</param>
internal sealed record ErrorMeaning(string Fault, SendResult Result, TimeSpan FirstWait = default, int Growth = 2)
{
    /// <summary>When refused for now because of a limit: whose limit it is.</summary>
    public LimitScope Limit { get; init; }

    private static readonly TimeSpan LongestGrown = TimeSpan.FromMinutes(15);

    /// <summary>Not taken, and not worth another try.</summary>
    public static ErrorMeaning Refused(string fault) => new(fault, SendResult.Refused);

    /// <summary>Not taken; another try may go through.</summary>
    public static ErrorMeaning Deferred(string fault, TimeSpan firstWait, int growth = 2) =>
        new(fault, SendResult.Deferred, firstWait, growth);

    /// <summary>
    /// Not taken, like everything else of the account until a person has seen to it; see <see cref="Faults.HoldsQueue"/>.
    /// </summary>
    public static ErrorMeaning Held(string fault) => Deferred(fault, TimeSpan.FromMinutes(5));

    /// <summary>Not taken: too fast, and not for this recipient alone.</summary>
    public static ErrorMeaning Limited(LimitScope scope, TimeSpan firstWait) =>
        Deferred(Faults.RateLimited, firstWait) with { Limit = scope };

    /// <summary>Taken or not, the code does not say.</summary>
    public static ErrorMeaning Unknown(string fault) => new(fault, SendResult.Unknown);

    /// <summary>The outcome of a send that was answered with this code.</summary>
    /// <param name="detail">The code, as <see cref="Messages.Fault.Detail"/> has it.</param>
    /// <param name="attempt">Which attempt it was, from 1.</param>
    /// <param name="asked">How long the provider asked to wait, if it did; a shorter wait than the code's own is not believed.</param>
    public SendOutcome Outcome(string detail, int attempt, TimeSpan? asked)
    {
        var fault = new Fault(Fault, detail);
        return Result switch
        {
            SendResult.Refused => SendOutcome.Refused(fault),
            SendResult.Deferred => SendOutcome.Deferred(fault, Longer(Wait(attempt), asked)) with { Limit = Limit },
            _ => SendOutcome.Unknown(fault),
        };
    }

    private TimeSpan Wait(int attempt)
    {
        var grown = FirstWait * Math.Pow(Growth, Math.Clamp(attempt - 1, 0, 10));
        return grown < LongestGrown ? grown : Longer(LongestGrown, FirstWait);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan? other) => other > one ? other.Value : one;
}
