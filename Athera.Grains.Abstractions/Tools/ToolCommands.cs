using Athera.Turns.Tools;

namespace Athera.Tools;

/// <summary>A tool, or a server with tools, to add.</summary>
[GenerateSerializer, Immutable, Alias("Athera.CreateTool")]
public sealed record CreateTool
{
    /// <summary><c>http</c> or <c>mcp</c>.</summary>
    [Id(0)] public required string Kind { get; init; }

    /// <summary>
    /// What the model calls it, and agents' policies with it: <c>a-z</c>, <c>0-9</c> and single <c>_</c>. A server's, at most 20
    /// characters, stands before the names of its tools. It stays.
    /// </summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>What the model is told it does, at most 1,024 characters; of a server, for people only.</summary>
    [Id(2)] public string Description { get; init; } = "";

    /// <summary>What running it can do; left out, external unless it is an HTTP GET, which reads.</summary>
    [Id(3)] public ToolEffect? Effect { get; init; }

    /// <summary>Whether agents are told of it.</summary>
    [Id(4)] public bool Enabled { get; init; } = true;

    /// <summary>How it is reached.</summary>
    [Id(5)] public required ToolSettings Settings { get; init; }

    /// <summary>Says the kind only: settings hold secrets.</summary>
    public override string ToString() => $"CreateTool({Kind})";
}

/// <summary>What to change of a tool; what is <see langword="null"/> stays.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ChangeTool")]
public sealed record ChangeTool
{
    /// <summary>New description.</summary>
    [Id(0)] public string? Description { get; init; }

    /// <summary>New effect.</summary>
    [Id(1)] public ToolEffect? Effect { get; init; }

    /// <summary>Whether agents are told of it.</summary>
    [Id(2)] public bool? Enabled { get; init; }

    /// <summary>New address. Where it leads to another host, all secrets have to be given again.</summary>
    [Id(3)] public string? Url { get; init; }

    /// <summary>New method.</summary>
    [Id(4)] public string? Method { get; init; }

    /// <summary>New headers, all of them.</summary>
    [Id(5)] public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>New secret headers by name; an empty one is removed, and others stay.</summary>
    [Id(6)] public IReadOnlyDictionary<string, string>? Secrets { get; init; }

    /// <summary>New body template; empty removes it.</summary>
    [Id(7)] public string? Body { get; init; }

    /// <summary>New schema.</summary>
    [Id(8)] public string? Schema { get; init; }

    /// <summary>New time limit in seconds.</summary>
    [Id(9)] public int? TimeoutSeconds { get; init; }

    /// <summary>New size limit in bytes.</summary>
    [Id(10)] public int? MaxAnswerBytes { get; init; }

    /// <summary>New effects of single tools, all of them.</summary>
    [Id(11)] public IReadOnlyDictionary<string, ToolEffect>? ToolEffects { get; init; }

    /// <summary>Says nothing: settings hold secrets.</summary>
    public override string ToString() => nameof(ChangeTool);
}

/// <summary>A call to be looked at and not made.</summary>
/// <param name="Arguments">The arguments, JSON of at most 8,000 characters.</param>
/// <param name="Tool">Of a server, which of its tools, by the name agents know it by.</param>
[GenerateSerializer, Immutable, Alias("Athera.TryTool")]
public sealed record TryTool([property: Id(0)] string Arguments, [property: Id(1)] string? Tool = null)
{
    /// <summary>Says nothing of the arguments.</summary>
    public override string ToString() => nameof(TryTool);
}
