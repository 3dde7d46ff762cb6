using Athera.Sourcing;

namespace Athera.Agents;

/// <summary>What each tenant's customers meet now, kept on the silo for a moment so that a message does not cost a read.</summary>
/// <param name="reader">Where it is stored.</param>
/// <param name="clock">The clock.</param>
public sealed class AgentProfiles(SnapshotReader reader, TimeProvider clock)
{
    private const int MaxTenants = 10_000;

    /// <summary>A publication on another silo is seen here after at most this long; on this silo at once.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly FreshCache<TenantId, TenantAgent> _agents = new(Freshness, MaxTenants, clock);

    /// <summary>A tenant's agent and how it behaves.</summary>
    /// <param name="Id">The agent.</param>
    /// <param name="Profile">How it behaves.</param>
    /// <param name="Version">How often that has been published.</param>
    public sealed record TenantAgent(AgentId Id, AgentProfile Profile, int Version);

    /// <summary>The agent that answers on every account of a tenant.</summary>
    /// <exception cref="Journal.StoreUnavailableException">It is not kept and the database cannot be reached.</exception>
    public ValueTask<TenantAgent> GetAsync(TenantId tenant) => _agents.GetAsync(tenant, ReadAsync);

    /// <summary>Reads it again next time.</summary>
    public void Forget(TenantId tenant) => _agents.Forget(tenant);

    private async Task<TenantAgent> ReadAsync(TenantId tenant)
    {
        var id = DefaultAgent.IdOf(tenant);
        var stored = await reader.FindAsync(tenant, id.Value, (_, payload) => AgentForm.Read(payload), CancellationToken.None);
        var agent = stored ?? Agent.Default;
        return new TenantAgent(id, agent.Published, agent.Version);
    }
}
