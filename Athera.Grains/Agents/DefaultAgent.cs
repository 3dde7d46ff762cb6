namespace Athera.Agents;

/// <summary>The agent every tenant has from the start.</summary>
public static class DefaultAgent
{
    /// <summary>Its id.</summary>
    public static AgentId IdOf(TenantId tenant) => new(tenant.IdOf("agent"u8));
}
