using Athera.Turns.Tools;

namespace Athera.Conversations;

/// <summary>Takes in how a turn goes on, step by step. Key: tenant and conversation; the conversation itself answers.</summary>
[Alias("Athera.IConversationTurnsGrain")]
public interface IConversationTurnsGrain : IGrainWithStringKey
{
    /// <summary>The model asked for tools. What it asked for is decided here; told again, nothing new is.</summary>
    [Alias("Answered")]
    Task<Result<TurnProgress>> Answered(StepAnswer answer);

    /// <summary>A tool ran. Told again, nothing new is recorded.</summary>
    [Alias("Ran")]
    Task<Result<TurnProgress>> Ran(CallReport report);
}

/// <summary>How far a turn has come.</summary>
/// <param name="IsOver">Nobody waits for it any more.</param>
/// <param name="Steps">What is recorded of it: pending calls are to be run, then the model is asked.</param>
[GenerateSerializer, Immutable, Alias("Athera.TurnProgress")]
public sealed record TurnProgress([property: Id(0)] bool IsOver, [property: Id(1)] IReadOnlyList<TurnStep> Steps)
{
    /// <summary>The turn is over.</summary>
    public static TurnProgress Over { get; } = new(true, []);
}

/// <summary>A model's answer that asks for tools.</summary>
[GenerateSerializer, Immutable, Alias("Athera.StepAnswer")]
public sealed record StepAnswer
{
    /// <summary>Which turn.</summary>
    [Id(0)] public required long Turn { get; init; }

    /// <summary>Which try of it: an older one is not heard any more.</summary>
    [Id(1)] public required int Try { get; init; }

    /// <summary>How many steps were recorded when the model was asked.</summary>
    [Id(2)] public required int Step { get; init; }

    /// <summary>The model.</summary>
    [Id(3)] public required string Model { get; init; }

    /// <summary>What it was told beside the conversation, as a hash.</summary>
    [Id(4)] public string? Prompt { get; init; }

    /// <summary>Tokens read.</summary>
    [Id(5)] public int InputTokens { get; init; }

    /// <summary>Tokens written.</summary>
    [Id(6)] public int OutputTokens { get; init; }

    /// <summary>What it cost, in millionths of the price table's currency.</summary>
    [Id(7)] public long Micros { get; init; }

    /// <summary>What it said beside.</summary>
    [Id(8)] public string? Text { get; init; }

    /// <summary>What it asked for.</summary>
    [Id(9)] public required IReadOnlyList<ModelCall> Calls { get; init; }

    /// <summary>Says which step it is only.</summary>
    public override string ToString() => $"StepAnswer({Turn}, {Step})";
}

/// <summary>A call as a model asked for it.</summary>
/// <param name="Tool">The name it gave.</param>
/// <param name="Arguments">The arguments as JSON text; <see langword="null"/> when they were not readable.</param>
[GenerateSerializer, Immutable, Alias("Athera.ModelCall")]
public sealed record ModelCall([property: Id(0)] string Tool, [property: Id(1)] string? Arguments)
{
    /// <summary>Says nothing of what was asked.</summary>
    public override string ToString() => nameof(ModelCall);
}

/// <summary>What a tool call came to.</summary>
[GenerateSerializer, Immutable, Alias("Athera.CallReport")]
public sealed record CallReport
{
    /// <summary>Which turn.</summary>
    [Id(0)] public required long Turn { get; init; }

    /// <summary>Which call.</summary>
    [Id(1)] public required string Call { get; init; }

    /// <summary>What the model is told.</summary>
    [Id(2)] public required string Text { get; init; }

    /// <summary>Why it had no effect, or that nobody knows.</summary>
    [Id(3)] public string? Fault { get; init; }

    /// <summary>What it rests on.</summary>
    [Id(4)] public IReadOnlyList<ToolSource> Sources { get; init; } = [];

    /// <summary>A person is to answer, for this reason.</summary>
    [Id(5)] public string? HandOver { get; init; }

    /// <summary>The conversation is to be resolved.</summary>
    [Id(6)] public bool Resolves { get; init; }

    /// <summary>When the agent is to write again.</summary>
    [Id(7)] public DateTimeOffset? FollowUpAt { get; init; }

    /// <summary>What about.</summary>
    [Id(8)] public string? FollowUpAbout { get; init; }

    /// <summary>Which try of the turn ran it.</summary>
    [Id(9)] public int Try { get; init; } = 1;

    /// <summary>A tool's outcome as told to the conversation.</summary>
    public static CallReport Of(TurnOrder order, string call, ToolOutcome outcome) => new()
    {
        Turn = order.Turn,
        Try = order.Try,
        Call = call,
        Text = outcome.Text,
        Fault = outcome.Fault,
        Sources = [.. outcome.Sources],
        HandOver = (outcome.Effect as HandOver)?.Reason,
        Resolves = outcome.Effect is Athera.Turns.Tools.Resolve,
        FollowUpAt = (outcome.Effect as FollowUp)?.At,
        FollowUpAbout = (outcome.Effect as FollowUp)?.About,
    };

    /// <summary>Says which call it is only.</summary>
    public override string ToString() => $"CallReport({Call}, {Fault})";
}
