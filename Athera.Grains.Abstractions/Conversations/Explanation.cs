namespace Athera.Conversations;

/// <summary>How an agent came to say something: everything that is recorded of the turn.</summary>
[GenerateSerializer, Immutable, Alias("Athera.Explanation")]
public sealed record Explanation
{
    /// <summary>The turn: the sequence of the event that began it.</summary>
    [Id(0)] public required long Turn { get; init; }

    /// <summary>The agent.</summary>
    [Id(1)] public required AgentId Agent { get; init; }

    /// <summary>The published version of its profile; 0 for a default agent nobody had changed.</summary>
    [Id(2)] public required int AgentVersion { get; init; }

    /// <summary>When it began; <see langword="null"/> where that was not yet written down.</summary>
    [Id(3)] public DateTimeOffset? BeganAt { get; init; }

    /// <summary>The places of the messages it answers; none for one that goes on by itself.</summary>
    [Id(4)] public required IReadOnlyList<long> Answers { get; init; }

    /// <summary>The model that gave the answer.</summary>
    [Id(5)] public string? Model { get; init; }

    /// <summary>The version of instructions and tools it was given, as a hash.</summary>
    [Id(6)] public string? Prompt { get; init; }

    /// <summary>Tokens read, over all steps.</summary>
    [Id(7)] public int InputTokens { get; init; }

    /// <summary>Tokens written, over all steps.</summary>
    [Id(8)] public int OutputTokens { get; init; }

    /// <summary>What it cost, over all steps, in millionths of the price table's currency.</summary>
    [Id(9)] public long Micros { get; init; }

    /// <summary>Model calls that are recorded, the last one included.</summary>
    [Id(10)] public int Steps { get; init; }

    /// <summary>The tools it asked for, in order.</summary>
    [Id(11)] public required IReadOnlyList<ExplainedCall> Calls { get; init; }

    /// <summary>Says which turn it is only.</summary>
    public override string ToString() => $"Explanation({Turn})";
}

/// <summary>A tool an agent asked for.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ExplainedCall")]
public sealed record ExplainedCall
{
    /// <summary>Its id.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The tool.</summary>
    [Id(1)] public required string Tool { get; init; }

    /// <summary>With what, as JSON text; empty when it was not readable.</summary>
    [Id(2)] public required string Arguments { get; init; }

    /// <summary>What was decided: <c>allowed</c>, <c>asked</c>, <c>approved</c>, <c>refused</c>, <c>not_made</c>.</summary>
    [Id(3)] public required string Decision { get; init; }

    /// <summary>Why it came to nothing, if it did.</summary>
    [Id(4)] public string? Fault { get; init; }

    /// <summary>What it told the model.</summary>
    [Id(5)] public string? Result { get; init; }

    /// <summary>What that rests on.</summary>
    [Id(6)] public IReadOnlyList<ExplainedSource> Sources { get; init; } = [];

    /// <summary>Who let it be done or not; opaque.</summary>
    [Id(7)] public string? DecidedBy { get; init; }

    /// <summary>When it was to run.</summary>
    [Id(8)] public DateTimeOffset? RanAt { get; init; }

    /// <summary>Says which it is, and not with what.</summary>
    public override string ToString() => $"ExplainedCall({Id})";
}

/// <summary>A piece of knowledge a result rests on.</summary>
/// <param name="Id">The article.</param>
/// <param name="Version">Its version.</param>
/// <param name="Title">What the tenant calls it.</param>
/// <param name="Part">Which part of it, from 0.</param>
[GenerateSerializer, Immutable, Alias("Athera.ExplainedSource")]
public sealed record ExplainedSource(
    [property: Id(0)] string Id, [property: Id(1)] int Version, [property: Id(2)] string Title, [property: Id(3)] int Part);
