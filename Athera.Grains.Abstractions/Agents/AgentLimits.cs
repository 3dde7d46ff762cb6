namespace Athera.Agents;

/// <summary>How many agents a tenant may have.</summary>
public static class AgentLimits
{
    /// <summary>Most agents of a tenant, its default agent included.</summary>
    public const int MaxAgents = 100;
}
