using Athera.Journal;
using Athera.Keys;

namespace Athera.Agents;

/// <summary>Reads what an agent's customers met in its versions, out of its stream: a removed agent's too.</summary>
/// <param name="store">The database.</param>
/// <param name="vault">The keys.</param>
public sealed class AgentVersions(IJournalStore store, IKeyVault vault)
{
    /// <summary>The newest events are looked through: older turns are not told with what customers met then.</summary>
    private const int Most = 1000;

    /// <summary>Version 0, which only a default agent has: what a tenant's customers meet before anybody has published anything.</summary>
    public static AgentProfile First { get; } = Agent.Default.Published!;

    /// <summary>The published versions, by number.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public async Task<IReadOnlyDictionary<int, AgentProfile>> ReadAsync(TenantId tenant, AgentId agent, CancellationToken cancellation)
    {
        if (await store.LoadAsync(tenant, agent.Value, cancellation) is not { } loaded)
            return new Dictionary<int, AgentProfile>();
        var last = loaded.Events is [.., var newest] ? newest.Sequence : loaded.Snapshot?.Sequence ?? 0;
        var key = await vault.GetAsync(tenant, tenant.Value, cancellation);
        var stored = await store.ReadStreamAsync(tenant, agent.Value, Math.Max(0, last - Most), Most, cancellation);
        return stored
            .Select(e => AgentForm.Events.Decode(
                e.Kind, key.Open(e.Payload.Span, new SealContext(tenant, agent.Value, e.Sequence, SealPurpose.Event))))
            .OfType<AgentPublished>().ToDictionary(e => e.Version, e => e.Profile);
    }
}
