namespace Athera.Turns.Tools;

/// <summary>What a tool call came to.</summary>
public sealed record ToolOutcome
{
    /// <summary>Longer results are cut before they are kept and before a model sees them, in characters.</summary>
    public const int MaxLength = 16_000;

    /// <summary>What the model is told. Data, never instructions: it is fenced before a model sees it.</summary>
    public required string Text { get; init; }

    /// <summary>Why it had no effect, one of the family's stable codes; <see langword="null"/> if it worked.</summary>
    public string? Fault { get; init; }

    /// <summary>What the answer rests on.</summary>
    public IReadOnlyList<ToolSource> Sources { get; init; } = [];

    /// <summary>What the conversation is to do, decided by it when the outcome is stored.</summary>
    public ConversationEffect? Effect { get; init; }

    /// <summary>It did not work.</summary>
    public static ToolOutcome Failed(string fault, string text) => new() { Text = text, Fault = fault };

    /// <summary>Says whether it worked only.</summary>
    public override string ToString() => $"ToolOutcome({Fault ?? "ok"})";
}

/// <summary>A piece of knowledge an answer rests on.</summary>
/// <param name="Id">The article's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Title">What the tenant calls it.</param>
/// <param name="Part">Which part of it, from 0.</param>
[GenerateSerializer, Immutable, Alias("Athera.ToolSource")]
public sealed record ToolSource(
    [property: Id(0)] string Id, [property: Id(1)] int Version, [property: Id(2)] string Title, [property: Id(3)] int Part);

/// <summary>Something only the conversation itself can do.</summary>
public abstract record ConversationEffect;

/// <summary>A person answers from here on.</summary>
/// <param name="Reason">Why, one of the hand-over reasons.</param>
public sealed record HandOver(string Reason) : ConversationEffect;

/// <summary>The conversation is resolved once the answer is stored.</summary>
public sealed record Resolve : ConversationEffect;

/// <summary>The agent writes again at a time, if nothing happened until then.</summary>
/// <param name="At">When.</param>
/// <param name="About">What about, at most 500 characters.</param>
public sealed record FollowUp(DateTimeOffset At, string About) : ConversationEffect
{
    /// <summary>Says when only.</summary>
    public override string ToString() => $"FollowUp({At:O})";
}
