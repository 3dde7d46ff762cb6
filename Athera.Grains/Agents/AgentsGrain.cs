using Athera.Journal;
using Athera.Sourcing;
using Orleans.Concurrency;

namespace Athera.Agents;

/// <summary>All agent profiles of a tenant.</summary>
[StatelessWorker, Reentrant]
public sealed class AgentsGrain(IGrainContext context, SnapshotReader reader) : Grain(context), IAgentsGrain
{
    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);

    /// <inheritdoc/>
    public async Task<Page<AgentView>> List(string? after, int limit)
    {
        var first = DefaultAgent.IdOf(_key.Tenant);
        var shown = after is null ? (await GrainFactory.Get<IAgentGrain>(_key.Tenant, first.Value).Get()).Value : null;
        var room = Math.Clamp(limit, 1, 200) - (shown is null ? 0 : 1);
        // One beyond the page tells whether there are more, and the default agent may stand among them.
        var page = await reader.ListAsync(_key.Tenant, StreamCategory.Agent, after, room + 2, Show, CancellationToken.None);
        var others = page.Items.Where(agent => agent.Id != first).ToList();
        var last = others.Take(room).LastOrDefault()?.Id.Value ?? OpaqueId.None;
        return new Page<AgentView>(
            [.. others.Take(room).Prepend(shown).OfType<AgentView>()],
            others.Count > room || page.Next is not null ? last.ToString() : null);
    }

    private static AgentView Show(OpaqueId id, ReadOnlySpan<byte> payload)
    {
        var agent = AgentForm.Read(payload);
        return new AgentView(new AgentId(id), agent.Draft, agent.Published, agent.Version);
    }
}
