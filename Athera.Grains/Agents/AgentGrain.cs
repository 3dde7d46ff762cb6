using Athera.Journal;
using Athera.Keys;
using Athera.Sourcing;
using Athera.Turns.Models;
using Athera.Turns.Replaying;
using Orleans.Concurrency;

namespace Athera.Agents;

/// <summary>An AI agent profile.</summary>
[Reentrant]
public sealed class AgentGrain(IGrainContext context, AgentProfiles profiles, ModelCatalog models, TurnReplayer replayer)
    : EntityGrain<Agent, AgentEvent>(context, StreamCategory.Agent), IAgentGrain
{
    private AgentId Id => new(Key.Id);

    // A tenant has its default agent without anybody having created it; no other exists unless something happened to it.
    private bool IsKnown(Agent agent) => agent.Sequence > 0 || Id == DefaultAgent.IdOf(Key.Tenant);

    /// <inheritdoc/>
    protected override Agent Empty => Agent.Default;

    /// <inheritdoc/>
    protected override EventCodec<AgentEvent> Codec => AgentForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => AgentForm.SnapshotVersion;

    /// <inheritdoc/>
    public async Task<Result<AgentView>> Get()
    {
        var agent = await GetStateAsync();
        return IsKnown(agent) ? Show(agent) : Refusal.NotFound;
    }

    /// <inheritdoc/>
    public Task<Result<AgentView>> Change(ChangeAgent command)
    {
        var problems = AgentRules.Check(command, models.Kinds);
        return problems.Count > 0
            ? Task.FromResult<Result<AgentView>>(Refusal.Invalid(problems))
            : ChangeAsync(agent => IsKnown(agent) ? new AgentDrafted(agent.With(command)) : Refusal.NotFound, Show);
    }

    /// <inheritdoc/>
    public Task<Result<AgentView>> Publish() => ChangeAsync(
        agent => !IsKnown(agent) ? Refusal.NotFound
            : agent.IsPublished ? Decision<AgentEvent>.Nothing
            : new AgentPublished(agent.Draft, agent.Version + 1),
        agent =>
        {
            profiles.Forget(Key.Tenant);
            return Show(agent);
        });

    /// <inheritdoc/>
    public async Task<Result<ReplayView>> Replay(ReplayTurns command)
    {
        var agent = await GetStateAsync();
        if (!IsKnown(agent))
            return Refusal.NotFound;
        if (command.Last is < 1 or > ReplayTurns.MaxTurns)
            return Refusal.Invalid("last", $"must be 1 to {ReplayTurns.MaxTurns}");
        var versions = await VersionsAsync();
        return await replayer.ReplayAsync(
            Key.Tenant, Id, command, version => command.WithDraft ? agent.Draft : versions.GetValueOrDefault(version, Agent.Default.Published));
    }

    /// <inheritdoc/>
    public async Task<AgentProfile> Published() => (await GetStateAsync()).Published;

    /// <inheritdoc/>
    protected override Agent Fold(Agent state, AgentEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(Agent state) => state.Sequence;

    /// <inheritdoc/>
    protected override Agent ReadSnapshot(ReadOnlySpan<byte> payload) => AgentForm.Read(payload);

    /// <inheritdoc/>
    protected override byte[] WriteSnapshot(Agent state) => AgentForm.Write(state);

    // The newest ones: older turns are not replayed with what customers met then.
    private async Task<Dictionary<int, AgentProfile>> VersionsAsync()
    {
        const int Most = 1000;
        var key = await Vault.GetAsync(Key.Tenant, Key.Tenant.Value, CancellationToken.None);
        var after = Math.Max(0, (await GetStateAsync()).Sequence - Most);
        var stored = await Store.ReadStreamAsync(Key.Tenant, Key.Id, after, Most, CancellationToken.None);
        return stored
            .Select(e => Codec.Decode(e.Kind, key.Open(e.Payload.Span, new SealContext(Key.Tenant, Key.Id, e.Sequence, SealPurpose.Event))))
            .OfType<AgentPublished>().ToDictionary(e => e.Version, e => e.Profile);
    }

    private AgentView Show(Agent agent) => new(Id, agent.Draft, agent.Published, agent.Version);
}

/// <summary>All agent profiles of a tenant: for now the one it has from the start.</summary>
[StatelessWorker, Reentrant]
public sealed class AgentsGrain(IGrainContext context) : Grain(context), IAgentsGrain
{
    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);

    /// <inheritdoc/>
    public async Task<Page<AgentView>> List()
    {
        var agent = await GrainFactory.Get<IAgentGrain>(_key.Tenant, DefaultAgent.IdOf(_key.Tenant).Value).Get();
        return new Page<AgentView>(agent.Granted ? [agent.Value] : [], null);
    }
}
