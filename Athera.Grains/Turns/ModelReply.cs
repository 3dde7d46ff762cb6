using Athera.Conversations;

namespace Athera.Turns;

/// <summary>What one call to a model came to.</summary>
public sealed record ModelReply
{
    /// <summary>What to say to the contact; beside calls it is not sent.</summary>
    public string? Reply { get; init; }

    /// <summary>The tools it asks for; then it is not the last word.</summary>
    public IReadOnlyList<ModelCall> Calls { get; init; } = [];

    /// <summary>Why it came to nothing, one of <see cref="TurnFaults"/>.</summary>
    public string? Fault { get; init; }

    /// <summary>The model that answered.</summary>
    public string? Model { get; init; }

    /// <summary>What it was told beside the conversation, as a hash.</summary>
    public string? Prompt { get; init; }

    /// <summary>Tokens read.</summary>
    public int InputTokens { get; init; }

    /// <summary>Tokens written.</summary>
    public int OutputTokens { get; init; }

    /// <summary>What it cost, in millionths of the price table's currency.</summary>
    public long Micros { get; init; }

    /// <summary>It failed.</summary>
    public static ModelReply Failed(string fault) => new() { Fault = fault };

    /// <summary>As a turn's proposal.</summary>
    public TurnProposal Propose(TurnOrder order, int steps) => new()
    {
        Turn = order.Turn,
        Try = order.Try,
        Steps = steps,
        Reply = Fault is null ? Reply : null,
        Fault = Fault,
        Model = Model,
        Prompt = Prompt,
        InputTokens = InputTokens,
        OutputTokens = OutputTokens,
        Micros = Micros,
    };

    /// <summary>As a step of a turn.</summary>
    public StepAnswer Step(TurnOrder order, int step) => new()
    {
        Turn = order.Turn,
        Try = order.Try,
        Step = step,
        Model = Model ?? "",
        Prompt = Prompt,
        InputTokens = InputTokens,
        OutputTokens = OutputTokens,
        Micros = Micros,
        Text = Reply,
        Calls = Calls,
    };

    /// <summary>Says how it ended, and not what was said.</summary>
    public override string ToString() => $"ModelReply({Model}, {Fault ?? "ok"}, {Calls.Count})";
}
