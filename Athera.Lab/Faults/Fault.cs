namespace Athera.Lab.Faults;

/// <summary>
/// One way a provider's call can go wrong. Two questions are kept apart because a sender must keep them apart too:
/// did the provider take the call (<see cref="Takes"/>), and what did the caller hear (<see cref="Ending"/>)?
/// </summary>
public sealed record Fault
{
    /// <summary>Nothing goes wrong.</summary>
    public static Fault None { get; } = new() { Takes = true };

    /// <summary>The connection is reset before any header and nothing was taken.</summary>
    public static Fault Drop { get; } = new() { Ending = FaultEnding.Dropped };

    /// <summary>The provider takes the call, then the connection is reset: the caller never hears of it.</summary>
    public static Fault TakeThenDrop { get; } = new() { Takes = true, Ending = FaultEnding.Dropped };

    /// <summary>The provider never answers and took nothing.</summary>
    public static Fault Hang { get; } = new() { Ending = FaultEnding.Hanging };

    /// <summary>The provider takes the call and never answers.</summary>
    public static Fault TakeThenHang { get; } = new() { Takes = true, Ending = FaultEnding.Hanging };

    /// <summary>Whether the provider took the call, so that a message goes out whatever the caller heard.</summary>
    public bool Takes { get; private init; }

    /// <summary>How the call ends for the caller.</summary>
    public FaultEnding Ending { get; private init; }

    /// <summary>The answer when <see cref="Ending"/> is <see cref="FaultEnding.Answered"/>.</summary>
    public ProviderAnswer? Answer { get; private init; }

    /// <summary>Wait before the ending, after the call was taken: what a caller's time-out runs into.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The provider refuses with this answer.</summary>
    public static Fault Refuse(ProviderAnswer answer) => new() { Ending = FaultEnding.Answered, Answer = answer };

    /// <summary>The provider takes the call and then answers with an error, such as a 500 from its gateway.</summary>
    public static Fault TakeThenRefuse(ProviderAnswer answer) =>
        new() { Takes = true, Ending = FaultEnding.Answered, Answer = answer };

    /// <summary>The call is taken at once and answered late.</summary>
    public static Fault Late(TimeSpan delay) => None with { Delay = delay };
}
