using Athera.Tools;

namespace Athera.Turns.Tools;

/// <summary>
/// A way for a tenant to add tools. A member is a folder and a line of registration; nothing outside its folder knows its name.
/// </summary>
public interface IToolKind
{
    /// <summary>What it is called in settings.</summary>
    string Kind { get; }

    /// <summary>Longest name a tool of it may have, in characters.</summary>
    int MaxName { get; }

    /// <summary>Whether there is a server that is to be asked for its tools.</summary>
    bool HasServer { get; }

    /// <summary>The effect of one whose effect the tenant's admin has not declared.</summary>
    ToolEffect DefaultEffect(ToolSettings settings);

    /// <summary>What is wrong with a tool's settings, by field; empty if nothing is. The limits all kinds share were checked.</summary>
    IReadOnlyDictionary<string, string> Check(ToolSettings settings);

    /// <summary>What agents are told of. It asks nobody.</summary>
    IReadOnlyList<ITool> Tools(TenantTool tool);

    /// <summary>What of it agents are told of, for its tenant.</summary>
    IReadOnlyList<OfferedTool> Offered(TenantTool tool);

    /// <summary>The request a call would make, or what is wrong with it. Nothing is sent.</summary>
    Task<Result<ToolTrial>> TryAsync(TenantTool tool, TryTool command, CancellationToken cancellation);

    /// <summary>Asks its server for its tools; <see langword="null"/> if it has none to ask. What goes wrong is a sighting too.</summary>
    Task<ToolSighting?> LookAsync(TenantTool tool, CancellationToken cancellation);
}
