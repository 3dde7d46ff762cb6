using Athera.Turns.Tools;

namespace Athera.Conversations;

/// <summary>A step of a turn: the model asked for tools, and what they came to as far as is known.</summary>
[GenerateSerializer, Immutable, Alias("Athera.TurnStep")]
public sealed record TurnStep
{
    /// <summary>What the model said beside.</summary>
    [Id(0)] public string? Text { get; init; }

    /// <summary>The calls, in its order.</summary>
    [Id(1)] public required IReadOnlyList<TurnCall> Calls { get; init; }

    /// <summary>Says how many calls there are only.</summary>
    public override string ToString() => $"TurnStep({Calls.Count})";
}

/// <summary>A tool call of a turn.</summary>
[GenerateSerializer, Immutable, Alias("Athera.TurnCall")]
public sealed record TurnCall
{
    /// <summary>The conversation's own id for it.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The tool.</summary>
    [Id(1)] public required string Tool { get; init; }

    /// <summary>The arguments as JSON text.</summary>
    [Id(2)] public required string Arguments { get; init; }

    /// <summary>What running it can do.</summary>
    [Id(3)] public ToolEffect Effect { get; init; }

    /// <summary>When its running was intended; <see langword="null"/> if it never was.</summary>
    [Id(4)] public DateTimeOffset? IntendedAt { get; init; }

    /// <summary>What it came to, as the model is told; <see langword="null"/> while that is not known.</summary>
    [Id(5)] public string? Outcome { get; init; }

    /// <summary>Why it had no effect.</summary>
    [Id(6)] public string? Fault { get; init; }

    /// <summary>A person was asked whether it may run.</summary>
    [Id(7)] public bool Asked { get; init; }

    /// <summary>What the tool was when a person was asked, as a hash: it runs as that or not at all.</summary>
    [Id(8)] public string? Definition { get; init; }

    /// <summary>It is to run, and nobody knows yet what it came to.</summary>
    public bool IsPending => IntendedAt is not null && Outcome is null;

    /// <summary>It did something, may have done, or a person was asked to let it.</summary>
    public bool Acts => Effect != ToolEffect.Reads && (IntendedAt is not null || Asked);

    /// <summary>Whether its outcome, when nobody heard it, cannot be had by running it again.</summary>
    public bool RunsOnce => Effect == ToolEffect.External;

    /// <summary>Says which it is, and not with what.</summary>
    public override string ToString() => $"TurnCall({Id}, {Fault})";
}
