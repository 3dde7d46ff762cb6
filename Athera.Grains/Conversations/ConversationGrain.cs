using Athera.Agents;
using Athera.Channels;
using Athera.Journal;
using Athera.Messages;
using Athera.Sourcing;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Athera.Conversations;

/// <summary>
/// A conversation: carries what is asked to the pure decisions, commits what they say, and then begins what became due.
/// </summary>
/// <remarks>
/// Reentrant, which is safe because nothing is read after an await: see <see cref="JournaledGrain{TState, TEvent}"/>. Placed at
/// random: the default placement was measured to put 200 new grains of two silos as 184 and 16, this as 97 and 103.
/// </remarks>
[Reentrant, Orleans.Placement.RandomPlacement]
public sealed partial class ConversationGrain(
    IGrainContext context, AgentProfiles profiles, ChannelAccountDirectory accounts, IDispatcher dispatcher,
    ISiloRoster roster, Patience patience, ILogger<ConversationGrain> log)
    : JournaledGrain<Conversation, ConversationEvent>(context, StreamCategory.Conversation), IConversationGrain
{
    /// <summary>Events between two snapshots: what a cold activation folds at most.</summary>
    private const int SnapshotEvery = 64;

    /// <summary>Further away than this, the sweep calls; a timer for every snoozed conversation would keep them all in memory.</summary>
    private static readonly TimeSpan TimerHorizon = TimeSpan.FromMinutes(2);

    // Claims of addresses and provider ids that turned out to be another conversation's: held there, not fought over.
    private readonly HashSet<ClaimKey> _heldElsewhere = [];

    // What is stored of messages the state no longer follows, while a report about them is decided.
    private readonly Dictionary<long, Delivery> _recalled = [];
    private IGrainTimer? _timer;
    private DateTimeOffset _timerAt = DateTimeOffset.MaxValue;

    private ConversationId Id => new(Key.Id);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var state = await GetStateAsync();
        if (Obligations.IsAbandoned(state, roster.IsAlive))
            await Wake();
        else
            Arm(state);
    }

    /// <inheritdoc/>
    public async Task<ReceiveOutcome> Receive(ReceiveMessages command)
    {
        var now = await CircumstancesAsync(command.Account);
        var lookup = await Vault.GetLookupKeyAsync(Key.Tenant, CancellationToken.None);
        var keys = command.Messages.DistinctBy(m => m.ExternalId)
            .ToDictionary(m => ConversationClaims.OfMessage(lookup, command.Account, m.ExternalId), m => m.ExternalId);
        var known = new HashSet<string>();
        var (opening, superseded) = (false, false);
        var commit = await DecideAsync(
            state =>
            {
                opening = !state.Exists;
                return Receiving.Receive(state, command, known, now()).Events;
            },
            taken =>
            {
                // A new sender whose address is taken has a conversation already, opened a moment ago by another webhook.
                superseded = opening && taken.Any(key => !keys.ContainsKey(key));
                known.UnionWith(taken.Where(keys.ContainsKey).Select(key => keys[key]));
                return !superseded && HeldElsewhere([.. taken.Where(key => !keys.ContainsKey(key))]);
            });
        if (superseded)
            return ReceiveOutcome.Superseded;
        Follow(commit, now().Profile);
        return commit.Durable ? ReceiveOutcome.Stored : ReceiveOutcome.Unavailable;
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> Report(IReadOnlyList<DeliveryReceipt> receipts)
    {
        var state = await GetStateAsync();
        if (!state.Exists)
            return Refusal.NotFound;
        var byMessage = receipts.Where(r => r.Message is not null).Select(r => (r.Message!.Value.Sequence, r)).ToList();
        await RecallAsync(byMessage.Select(r => r.Sequence).Distinct(), state);
        var now = await CircumstancesAsync(state.Account);
        return Finish(
            await DecideAsync(s => Sending.Report(s, byMessage, _recalled, now()).Events, HeldElsewhere), now().Profile);
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> Conclude(TurnProposal proposal)
    {
        var now = await CircumstancesAsync((await GetStateAsync()).Account);
        return Finish(await DecideAsync(s => Concluding.Conclude(s, proposal, now()).Events), now().Profile);
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> Settle(SendReport report)
    {
        var now = await CircumstancesAsync((await GetStateAsync()).Account);
        return Finish(await DecideAsync(s => Sending.Settle(s, report, now()).Events, HeldElsewhere), now().Profile);
    }

    /// <inheritdoc/>
    public async Task Wake()
    {
        var state = await GetStateAsync();
        if (!state.Exists)
            return;
        var now = await CircumstancesAsync(state.Account);
        var commit = await DecideAsync(s => Obligations.Wake(s, now()).Events);
        if (!commit.Durable)
            log.WakeNotStored(Id, commit.Status);
        Follow(commit, now().Profile);
    }

    /// <inheritdoc/>
    public async Task<Result<MessageView>> Send(SendMessage command)
    {
        var now = await CircumstancesAsync((await GetStateAsync()).Account);
        Refusal? refusal = null;
        var commit = await DecideAsync(state => (refusal = Sending.Check(state, command, now())) is null
            ? Sending.Send(state, command, now()).Events
            : []);
        if (refusal is not null)
            return refusal;
        if (commit.Status == AppendStatus.Duplicate)
            return await SentBeforeAsync(command.ClientMessageId);
        if (!commit.Durable)
            return RefusalOf(commit.Status);
        Follow(commit, now().Profile);
        var index = commit.Events.ToList().FindIndex(e => e is MessageQueued);
        var sequence = commit.Before.Sequence + 1 + index;
        var at = now().Now;
        return Transcript.View(
            new MessageId(Id, sequence), commit.Events[index], commit.After.Deliveries.First(d => d.Message == sequence),
            commit.After.Contact, at)!;
    }

    /// <inheritdoc/>
    public async Task<Result<ConversationView>> Handle(ConversationCommand command)
    {
        var now = await CircumstancesAsync((await GetStateAsync()).Account);
        Refusal? refusal = null;
        var commit = await DecideAsync(state => (refusal = Commands.Check(state, command, now())) is null
            ? Commands.Handle(state, command, now()).Events
            : []);
        if (refusal is not null)
            return refusal;
        if (!commit.Durable)
            return RefusalOf(commit.Status);
        Follow(commit, now().Profile);
        return InboxList.View(Id, commit.After);
    }

    private Result<Done> Finish(Commit commit, AgentProfile profile)
    {
        Follow(commit, profile);
        return commit.Durable ? Done.Value : RefusalOf(commit.Status);
    }

    private bool HeldElsewhere(IReadOnlyList<ClaimKey> taken)
    {
        _heldElsewhere.UnionWith(taken);
        return true;
    }

    // Everything that has an effect outside happens here, after the commit, and only because an event says so.
    private void Follow(Commit commit, AgentProfile profile)
    {
        if (!commit.Durable)
            return;
        var sequence = commit.Before.Sequence;
        foreach (var @event in commit.Events)
        {
            sequence++;
            if (@event is TurnStarted turn)
                GrainFactory.Get<IAgentTurnGrain>(Key.Tenant, Key.Id).Run(Order(commit.After, turn, sequence, profile)).Ignore();
            else if (@event is TurnEnded { Ending: TurnEnding.Overtaken or TurnEnding.TakenOver } ended)
                GrainFactory.Get<IAgentTurnGrain>(Key.Tenant, Key.Id).Cancel(ended.Turn).Ignore();
            else if (@event is SendAttempted attempt)
                Dispatch(commit.After, attempt);
        }
        Arm(commit.After);
    }

    private void Dispatch(Conversation state, SendAttempted attempt)
    {
        if (state.Outbox.FirstOrDefault(o => o.Message == attempt.Message) is not { } outgoing)
            return;
        dispatcher.Post(Key.Tenant, state.Account, new SendOrder
        {
            Message = new MessageId(Id, attempt.Message),
            Attempt = attempt.Attempt,
            To = state.Addresses,
            Content = outgoing.Content,
        });
    }

    // What came after the messages to be answered belongs to a later turn.
    private static TurnOrder Order(Conversation state, TurnStarted turn, long sequence, AgentProfile profile) => new()
    {
        Turn = sequence,
        Profile = profile,
        Deadline = turn.Deadline,
        Lines = [.. state.Tail
            .Where(l => l.By != AuthorKind.Contact || l.Message <= turn.Messages[^1])
            .Select(l => new TurnLine(l.By, l.Text))],
    };

    private void Arm(Conversation state)
    {
        if (state.NextDue is not { } due || due >= _timerAt)
            return;
        var wait = due - Clock.GetUtcNow();
        if (wait > TimerHorizon)
            return;
        _timerAt = due;
        _timer?.Dispose();
        _timer = this.RegisterGrainTimer(OnTimer, new GrainTimerCreationOptions
        {
            DueTime = wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
            Period = Timeout.InfiniteTimeSpan,
            Interleave = true,
        });
    }

    private async Task OnTimer(CancellationToken cancellation)
    {
        _timerAt = DateTimeOffset.MaxValue;
        await Wake();
    }

    private async ValueTask<Func<Circumstances>> CircumstancesAsync(ChannelAccountId account)
    {
        var connected = await accounts.FindAsync(account);
        var agent = await profiles.GetAsync(Key.Tenant);
        return () => new Circumstances
        {
            Now = Clock.GetUtcNow(),
            Silo = roster.Self,
            IsAlive = roster.IsAlive,
            Agent = agent.Id,
            Profile = agent.Profile,
            Window = connected?.Channel.Window,
            Patience = patience,
        };
    }
}
