using Athera.Agents;

namespace Athera.Turns.Tools;

/// <summary>What an agent's profile says to a tool.</summary>
public static class ToolPolicies
{
    /// <summary>Its own word on it, or what is usual for the effect: what costs money or leaves Athera is asked of a person.</summary>
    public static ToolPolicy Of(AgentProfile profile, ITool tool) =>
        profile.Tools.TryGetValue(tool.Name, out var policy) ? policy
        : tool.Effect is ToolEffect.Reads or ToolEffect.Writes ? ToolPolicy.Allow
        : ToolPolicy.Ask;
}
