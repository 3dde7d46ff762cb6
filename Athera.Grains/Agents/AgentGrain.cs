using Athera.Channels;
using Athera.Journal;
using Athera.Sourcing;
using Athera.Turns.Models;
using Athera.Turns.Replaying;
using Orleans.Concurrency;

namespace Athera.Agents;

/// <summary>An AI agent profile.</summary>
[Reentrant]
public sealed class AgentGrain(
    IGrainContext context, AgentProfiles profiles, AgentVersions versions, SnapshotReader reader, ModelCatalog models, TurnReplayer replayer)
    : EntityGrain<Agent, AgentEvent>(context, StreamCategory.Agent), IAgentGrain
{
    private const int AccountsPerPage = 200;

    private static readonly Refusal TooMany = new(
        RefusalKind.Conflict, "too_many_agents", $"There are {AgentLimits.MaxAgents} agents already; remove one first.");

    private static readonly Refusal InUse = new(
        RefusalKind.Conflict, "agent_in_use", "A channel account names this agent; let another answer there first.");

    private static readonly Refusal IsTheDefault = new(
        RefusalKind.Conflict, "agent_is_default", "The default agent stays: it answers wherever no other does.");

    private AgentId Id => new(Key.Id);

    private bool IsDefault => Id == DefaultAgent.IdOf(Key.Tenant);

    /// <inheritdoc/>
    protected override Agent Empty => Agent.Default;

    /// <inheritdoc/>
    protected override EventCodec<AgentEvent> Codec => AgentForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => AgentForm.SnapshotVersion;

    /// <inheritdoc/>
    public async Task<Result<AgentView>> Create(ChangeAgent draft)
    {
        if (await GetStateAsync() is { Removed: false } && await FindCreatedAsync(Show) is { } before)
            return before;
        var problems = AgentRules.CheckDraft(draft, models.Kinds);
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        return await IsCrowdedAsync() ? TooMany : await CreateAsync(agent => AgentDecisions.Create(agent, draft, Clock.GetUtcNow()), Show);
    }

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
        agent => IsKnown(agent) ? AgentDecisions.Publish(agent) : Refusal.NotFound,
        agent =>
        {
            profiles.Forget(Key.Tenant, Id);
            return Show(agent);
        });

    /// <inheritdoc/>
    public async Task<Result<Done>> Remove()
    {
        if (IsDefault)
            return IsTheDefault;
        if (!IsKnown(await GetStateAsync()))
            return Refusal.NotFound;
        return await IsNamedAsync() ? InUse : await ChangeAsync<Done>(
            agent => AgentDecisions.Remove(agent, Clock.GetUtcNow()),
            _ =>
            {
                profiles.Forget(Key.Tenant, Id);
                return Done.Value;
            });
    }

    /// <inheritdoc/>
    public async Task<Result<ReplayView>> Replay(ReplayTurns command)
    {
        var agent = await GetStateAsync();
        if (!IsKnown(agent))
            return Refusal.NotFound;
        if (command.Last is < 1 or > ReplayTurns.MaxTurns)
            return Refusal.Invalid("last", $"must be 1 to {ReplayTurns.MaxTurns}");
        var published = await versions.ReadAsync(Key.Tenant, Id, CancellationToken.None);
        return await replayer.ReplayAsync(
            Key.Tenant, Id, command, version => command.WithDraft ? agent.Draft : published.GetValueOrDefault(version, AgentVersions.First));
    }

    /// <inheritdoc/>
    protected override Agent Fold(Agent state, AgentEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(Agent state) => state.Sequence;

    /// <inheritdoc/>
    protected override Agent ReadSnapshot(ReadOnlySpan<byte> payload) => AgentForm.Read(payload);

    /// <inheritdoc/>
    protected override byte[]? WriteSnapshot(Agent state) => state.Removed ? null : AgentForm.Write(state);

    // A tenant has its default agent without anybody having created it; no other exists unless something happened to it.
    private bool IsKnown(Agent agent) => !agent.Removed && (agent.Sequence > 0 || IsDefault);

    // The default agent has a row only once something happened to it, and its place is kept. Two that come at the same time may both
    // find room: the limit keeps a list within bounds, and one more does no harm.
    private async Task<bool> IsCrowdedAsync()
    {
        var rows = await Store.ListSnapshotsAsync(
            Key.Tenant, StreamCategory.Agent, OpaqueId.None, AgentLimits.MaxAgents, CancellationToken.None);
        return rows.Count(row => row.Stream != DefaultAgent.IdOf(Key.Tenant).Value) >= AgentLimits.MaxAgents - 1;
    }

    private async Task<bool> IsNamedAsync()
    {
        for (string? after = null; ;)
        {
            var page = await reader.ListAsync(
                Key.Tenant, StreamCategory.ChannelAccount, after, AccountsPerPage, (_, payload) => ChannelAccountForm.Read(payload),
                CancellationToken.None);
            if (page.Items.Any(account => account.Agent.Named == Id))
                return true;
            if (page.Next is null)
                return false;
            after = page.Next;
        }
    }

    private AgentView Show(Agent agent) => new(Id, agent.Draft, agent.Published, agent.Version, IsDefault);
}
