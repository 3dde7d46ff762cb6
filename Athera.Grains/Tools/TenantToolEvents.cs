using Athera.Turns.Tools;

namespace Athera.Tools;

/// <summary>Something that happened to a tenant's tool. Written down for years: add members, never rename or reuse them.</summary>
public abstract record TenantToolEvent
{
    /// <summary>Says what happened only: settings hold secrets.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>It was added.</summary>
/// <param name="Kind">How it is reached.</param>
/// <param name="Name">What the model calls it.</param>
/// <param name="Description">What the model is told it does.</param>
/// <param name="Effect">What running it can do.</param>
/// <param name="Enabled">Whether agents are told of it.</param>
/// <param name="Settings">Its settings, secrets included: the event is sealed under the tenant's key.</param>
/// <param name="At">When.</param>
public sealed record ToolCreated(
    string Kind, string Name, string Description, ToolEffect Effect, bool Enabled, ToolSettings Settings, DateTimeOffset At) : TenantToolEvent;

/// <summary>It was changed.</summary>
/// <param name="Description">What the model is told it does.</param>
/// <param name="Effect">What running it can do.</param>
/// <param name="Enabled">Whether agents are told of it.</param>
/// <param name="Settings">All its settings.</param>
/// <param name="At">When.</param>
public sealed record ToolChanged(
    string Description, ToolEffect Effect, bool Enabled, ToolSettings Settings, DateTimeOffset At) : TenantToolEvent;

/// <summary>Its server was asked for its tools, and what it said is new.</summary>
/// <param name="Sighting">What it said.</param>
/// <param name="At">When.</param>
public sealed record ToolSighted(ToolSighting Sighting, DateTimeOffset At) : TenantToolEvent;

/// <summary>It was removed.</summary>
public sealed record ToolRemoved : TenantToolEvent;

/// <summary>What a server offers, or why it could not be asked.</summary>
/// <param name="Offers">The tools agents are told of.</param>
/// <param name="LeftOut">The tools they are not told of, and why.</param>
/// <param name="Fault">Why it could not be asked; what it offered before still holds then.</param>
public sealed record ToolSighting(IReadOnlyList<ServerTool> Offers, IReadOnlyList<LeftOutTool> LeftOut, string? Fault)
{
    /// <summary>It could not be asked.</summary>
    public static ToolSighting Failed(string fault) => new([], [], fault);

    /// <summary>Says how many only.</summary>
    public override string ToString() => $"ToolSighting({Offers.Count})";
}

/// <summary>A tool of a server.</summary>
/// <param name="Name">What the model calls it.</param>
/// <param name="Original">What the server calls it.</param>
/// <param name="Description">What the model is told it does.</param>
/// <param name="Schema">What it takes, JSON Schema.</param>
public sealed record ServerTool(string Name, string Original, string Description, string Schema)
{
    /// <summary>Says which only.</summary>
    public override string ToString() => $"ServerTool({Name})";
}
