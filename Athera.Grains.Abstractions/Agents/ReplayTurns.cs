namespace Athera.Agents;

/// <summary>Recorded turns of an agent to run again, without asking a model or running a tool.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ReplayTurns")]
public sealed record ReplayTurns
{
    /// <summary>Most turns of one replay.</summary>
    public const int MaxTurns = 100;

    /// <summary>The newest of them, 1 to <see cref="MaxTurns"/>.</summary>
    [Id(0)] public int Last { get; init; } = MaxTurns;

    /// <summary>Of this conversation only.</summary>
    [Id(1)] public ConversationId? Conversation { get; init; }

    /// <summary>With the draft in place of what was published then, to see what would come out differently.</summary>
    [Id(2)] public bool WithDraft { get; init; }
}

/// <summary>What a replay showed.</summary>
/// <param name="Turns">The turns, newest conversation first.</param>
/// <param name="Same">How many came out byte by byte as they are recorded.</param>
[GenerateSerializer, Immutable, Alias("Athera.ReplayView")]
public sealed record ReplayView([property: Id(0)] IReadOnlyList<ReplayedTurn> Turns, [property: Id(1)] int Same);

/// <summary>A turn that was run again.</summary>
/// <param name="Conversation">Its conversation.</param>
/// <param name="Turn">The turn: the sequence of the event that began it.</param>
/// <param name="Version">The version of the profile it ran with then.</param>
/// <param name="Difference">What comes out differently first; <see langword="null"/> when nothing does.</param>
[GenerateSerializer, Immutable, Alias("Athera.ReplayedTurn")]
public sealed record ReplayedTurn(
    [property: Id(0)] ConversationId Conversation, [property: Id(1)] long Turn, [property: Id(2)] int Version,
    [property: Id(3)] string? Difference);
