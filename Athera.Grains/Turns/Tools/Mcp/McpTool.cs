using System.Text.Json;
using Athera.Tools;
using Athera.Turns.Tools.Http;

namespace Athera.Turns.Tools.Mcp;

/// <summary>One tool of a server that a tenant has added.</summary>
/// <param name="server">The server.</param>
/// <param name="tool">The tool, as it was last seen.</param>
/// <param name="schema">What it takes.</param>
/// <param name="servers">Asks servers.</param>
internal sealed class McpTool(TenantTool server, ServerTool tool, TenantSchema schema, McpServer servers) : ITool
{
    /// <inheritdoc/>
    public string Name => tool.Name;

    /// <inheritdoc/>
    public string Description => tool.Description;

    /// <inheritdoc/>
    public JsonElement Schema => schema.Json;

    /// <inheritdoc/>
    public ToolEffect Effect { get; } = EffectOf(server, tool);

    /// <inheritdoc/>
    public string Target => HttpPlan.TargetOf(server.Settings, tool.Original, tool.Description);

    /// <summary>What the admin has declared for the tool, or else for its server. What a server says of itself counts for nothing.</summary>
    public static ToolEffect EffectOf(TenantTool server, ServerTool tool) =>
        server.Settings.ToolEffects.TryGetValue(tool.Original, out var effect) ? effect : server.Effect;

    /// <inheritdoc/>
    public async Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return schema.Wrong(call.Arguments) is { } wrong
            ? ToolOutcome.Failed(ToolArguments.Invalid, wrong)
            : await servers.CallAsync(server, tool, Effect, call, cancellation);
    }
}
