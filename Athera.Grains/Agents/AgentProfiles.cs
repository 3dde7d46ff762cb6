using System.Collections.Concurrent;
using Athera.Sourcing;
using Athera.Tenants;

namespace Athera.Agents;

/// <summary>What each tenant's customers meet now, kept on the silo for a moment so that a message does not cost a read.</summary>
/// <param name="reader">Where it is stored.</param>
/// <param name="clock">The clock.</param>
public sealed class AgentProfiles(SnapshotReader reader, TimeProvider clock)
{
    /// <summary>Tenants kept; beyond it the memory is emptied, which costs reads and nothing else.</summary>
    private const int MaxTenants = 10_000;

    /// <summary>A publication on another silo is seen here after at most this long; on this silo at once.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<TenantId, (long At, TenantAgent Agent)> _agents = new();

    /// <summary>A tenant's agent and how it behaves.</summary>
    /// <param name="Id">The agent.</param>
    /// <param name="Profile">How it behaves.</param>
    public sealed record TenantAgent(AgentId Id, AgentProfile Profile);

    /// <summary>The agent that answers on every account of a tenant.</summary>
    public ValueTask<TenantAgent> GetAsync(TenantId tenant, CancellationToken cancellation) =>
        _agents.TryGetValue(tenant, out var kept) && clock.GetElapsedTime(kept.At) < Freshness
            ? new(kept.Agent)
            : new(ReadAsync(tenant, cancellation));

    /// <summary>Reads it again next time.</summary>
    public void Forget(TenantId tenant) => _agents.TryRemove(tenant, out _);

    private async Task<TenantAgent> ReadAsync(TenantId tenant, CancellationToken cancellation)
    {
        var id = DefaultAgent.IdOf(tenant);
        var stored = await reader.FindAsync(tenant, id.Value, (_, payload) => AgentForm.Read(payload), cancellation);
        var agent = new TenantAgent(id, (stored ?? Agent.Default).Published);
        if (_agents.Count >= MaxTenants)
            _agents.Clear();
        _agents[tenant] = (clock.GetTimestamp(), agent);
        return agent;
    }
}
