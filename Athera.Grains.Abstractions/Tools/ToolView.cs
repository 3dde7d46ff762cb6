using Athera.Turns.Tools;

namespace Athera.Tools;

/// <summary>A tool, or a server with tools, as shown to its tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ToolView")]
public sealed record ToolView
{
    /// <summary>Its id.</summary>
    [Id(0)] public required ToolId Id { get; init; }

    /// <summary><c>http</c> or <c>mcp</c>.</summary>
    [Id(1)] public required string Kind { get; init; }

    /// <summary>What the model calls it; of a server, what stands before the names of its tools.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>What the model is told it does; of a server, for people only.</summary>
    [Id(3)] public required string Description { get; init; }

    /// <summary>What running it can do.</summary>
    [Id(4)] public required ToolEffect Effect { get; init; }

    /// <summary>Whether agents are told of it.</summary>
    [Id(5)] public required bool Enabled { get; init; }

    /// <summary>How it is reached, without the values of its secrets.</summary>
    [Id(6)] public required ToolSettings Settings { get; init; }

    /// <summary>The tools agents are told of while it is enabled.</summary>
    [Id(7)] public required IReadOnlyList<OfferedTool> Offered { get; init; }

    /// <summary>Tools of a server that agents are not told of, at most 50.</summary>
    [Id(8)] public required IReadOnlyList<LeftOutTool> LeftOut { get; init; }

    /// <summary>Why a server could not be asked for its tools when last tried; <see langword="null"/> when it could.</summary>
    [Id(9)] public string? Fault { get; init; }

    /// <summary>Since when a server offers what it does; <see langword="null"/> while it was never asked.</summary>
    [Id(10)] public DateTimeOffset? SightedAt { get; init; }

    /// <summary>When it was added.</summary>
    [Id(11)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    [Id(12)] public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Says which it is only.</summary>
    public override string ToString() => $"ToolView({Id})";
}

/// <summary>A tool agents are told of.</summary>
/// <param name="Name">What the model calls it, and agents' policies with it.</param>
/// <param name="Original">What its server calls it.</param>
/// <param name="Effect">What running it can do.</param>
[GenerateSerializer, Immutable, Alias("Athera.OfferedTool")]
public sealed record OfferedTool(
    [property: Id(0)] string Name, [property: Id(1)] string Original, [property: Id(2)] ToolEffect Effect);

/// <summary>A tool of a server that agents are not told of.</summary>
/// <param name="Original">What its server calls it, cut to 128 characters.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("Athera.LeftOutTool")]
public sealed record LeftOutTool([property: Id(0)] string Original, [property: Id(1)] string Reason);

/// <summary>The request a call would make. Nothing of it was sent.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ToolTrial")]
public sealed record ToolTrial
{
    /// <summary>The tool, as the model calls it.</summary>
    [Id(0)] public required string Tool { get; init; }

    /// <summary>What running it can do.</summary>
    [Id(1)] public required ToolEffect Effect { get; init; }

    /// <summary>The HTTP method.</summary>
    [Id(2)] public required string Method { get; init; }

    /// <summary>The address.</summary>
    [Id(3)] public required string Url { get; init; }

    /// <summary>The headers, secrets masked.</summary>
    [Id(4)] public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body, if there is one.</summary>
    [Id(5)] public string? Body { get; init; }

    /// <summary>Says nothing of what would be sent.</summary>
    public override string ToString() => $"ToolTrial({Tool})";
}
