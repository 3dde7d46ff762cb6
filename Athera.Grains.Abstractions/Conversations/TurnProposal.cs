namespace Athera.Conversations;

/// <summary>What an agent's turn came to.</summary>
[GenerateSerializer, Immutable, Alias("Athera.TurnProposal")]
public sealed record TurnProposal
{
    /// <summary>Which turn: the sequence of the event that began it.</summary>
    [Id(0)] public required long Turn { get; init; }

    /// <summary>What to say to the contact; <see langword="null"/> when the turn failed.</summary>
    [Id(1)] public string? Reply { get; init; }

    /// <summary>Why it failed, one of <see cref="TurnFaults"/>.</summary>
    [Id(2)] public string? Fault { get; init; }

    /// <summary>The model that answered.</summary>
    [Id(3)] public string? Model { get; init; }

    /// <summary>Tokens read and written, as the provider counted them.</summary>
    [Id(4)] public int InputTokens { get; init; }

    /// <summary>Tokens written.</summary>
    [Id(5)] public int OutputTokens { get; init; }

    /// <summary>The model asks for a person.</summary>
    [Id(6)] public bool HandOver { get; init; }

    /// <summary>What the model was told beside the conversation, as a hash.</summary>
    [Id(7)] public string? Prompt { get; init; }

    /// <summary>What the answer cost, in millionths of the price table's currency.</summary>
    [Id(8)] public long Micros { get; init; }

    /// <summary>Which try of the turn it is from; an older one is not heard. Not checked if left out.</summary>
    [Id(9)] public int? Try { get; init; }

    /// <summary>How many steps were recorded when the model was asked; an answer to fewer is not heard. Not checked if left out.</summary>
    [Id(10)] public int? Steps { get; init; }

    /// <summary>Says whose it is, and not what it says.</summary>
    public override string ToString() => $"TurnProposal({Turn}, {Fault})";
}

/// <summary>Why a turn came to nothing.</summary>
public static class TurnFaults
{
    /// <summary>The model did not answer in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>The model's provider failed, and so did the fallback.</summary>
    public const string ModelUnavailable = "model_unavailable";

    /// <summary>The provider's content filter refused.</summary>
    public const string Filtered = "filtered";

    /// <summary>The answer was cut, empty or not usable.</summary>
    public const string Unusable = "unusable";

    /// <summary>The answer held a secret, a foreign link or somebody else's address.</summary>
    public const string Unsafe = "unsafe_answer";

    /// <summary>The turn asked for tools more often than it may.</summary>
    public const string OverSteps = "over_steps";

    /// <summary>The turn used more tokens than it may.</summary>
    public const string OverTokens = "over_tokens";

    /// <summary>The turn cost more than it may.</summary>
    public const string OverMoney = "over_money";

    /// <summary>The tenant's money for the day is used up, or a model has no price to count by.</summary>
    public const string OverDay = "over_day";

    /// <summary>The conversation had more turns within the hour than it may.</summary>
    public const string OverTurns = "over_turns";

    /// <summary>Tools failed again and again.</summary>
    public const string ToolsFail = "tools_fail";

    /// <summary>Something may or may not have been done, and only a person can find out.</summary>
    public const string OutcomeUnknown = "tool_outcome_unknown";
}
