using Athera.Channels;
using Athera.Sourcing;

namespace Athera.Agents;

/// <summary>What customers meet now, kept on the silo for a moment so that a message does not cost a read.</summary>
/// <param name="reader">Where it is stored.</param>
/// <param name="versions">Where it is stored what they met before.</param>
/// <param name="clock">The clock.</param>
public sealed class AgentProfiles(SnapshotReader reader, AgentVersions versions, TimeProvider clock)
{
    private const int MaxAgents = 10_000;

    /// <summary>A publication on another silo is seen here after at most this long; on this silo at once.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    // A version never changes; a turn is over long before it is forgotten.
    private static readonly TimeSpan VersionFreshness = TimeSpan.FromHours(1);

    // Without an agent: the tenant's default agent.
    private readonly FreshCache<(TenantId Tenant, AgentId? Agent), PublishedAgent> _agents = new(Freshness, MaxAgents, clock);

    private readonly FreshCache<(TenantId Tenant, AgentId Agent, int Version), PublishedAgent?> _versions =
        new(VersionFreshness, MaxAgents, clock);

    /// <summary>
    /// The agent that answers on a channel account. Where only people answer, it is the default agent: what Athera says by itself is
    /// said in its name.
    /// </summary>
    /// <exception cref="Journal.StoreUnavailableException">It is not kept and the database cannot be reached.</exception>
    public ValueTask<PublishedAgent> GetAsync(TenantId tenant, AccountAgent agent) => _agents.GetAsync((tenant, agent.Named), ReadAsync);

    /// <summary>An agent as it was in a version, or <see langword="null"/> if nobody knows that any more.</summary>
    /// <exception cref="Journal.StoreUnavailableException">It is not kept and the database cannot be reached.</exception>
    public ValueTask<PublishedAgent?> FindAsync(TenantId tenant, AgentId agent, int version) =>
        _versions.GetAsync((tenant, agent, version), ReadAsync);

    /// <summary>Reads an agent again next time.</summary>
    public void Forget(TenantId tenant, AgentId agent)
    {
        _agents.Forget((tenant, agent));
        if (agent == DefaultAgent.IdOf(tenant))
            _agents.Forget((tenant, null));
    }

    private async Task<PublishedAgent> ReadAsync((TenantId Tenant, AgentId? Agent) sought)
    {
        var first = DefaultAgent.IdOf(sought.Tenant);
        var id = sought.Agent ?? first;
        var stored = await reader.FindAsync(sought.Tenant, id.Value, (_, payload) => AgentForm.Read(payload), CancellationToken.None);
        // An agent that was removed the moment an account named it: nobody has been told to answer there but the default agent.
        if (id != first && stored?.Published is null)
            return await _agents.GetAsync((sought.Tenant, null), ReadAsync);
        var agent = stored ?? Agent.Default;
        var read = new PublishedAgent(id, agent.Published ?? AgentVersions.First, agent.Version);
        // A turn that begins with it finds it without a read.
        await _versions.GetAsync((sought.Tenant, id, read.Version), _ => Task.FromResult<PublishedAgent?>(read));
        return read;
    }

    private async Task<PublishedAgent?> ReadAsync((TenantId Tenant, AgentId Agent, int Version) sought)
    {
        var (tenant, agent, version) = sought;
        if (version == 0)
            return agent == DefaultAgent.IdOf(tenant) ? new PublishedAgent(agent, AgentVersions.First, version) : null;
        var published = await versions.ReadAsync(tenant, agent, CancellationToken.None);
        return published.TryGetValue(version, out var profile) ? new PublishedAgent(agent, profile, version) : null;
    }
}

/// <summary>An agent as customers meet it.</summary>
/// <param name="Id">The agent.</param>
/// <param name="Profile">How it behaves.</param>
/// <param name="Version">How often that has been published.</param>
public sealed record PublishedAgent(AgentId Id, AgentProfile Profile, int Version);
