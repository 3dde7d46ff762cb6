using Athera.Agents;
using Athera.Channels;
using Athera.Journal;
using Athera.Media.Fetching;
using Athera.Media.Serving;
using Athera.Media.Uploading;
using Athera.Messages;
using Athera.Sourcing;
using Athera.Templates;
using Athera.Turns.Tools;
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
    InquiryDesk inquiries, ISiloRoster roster, Patience patience, TemplateDirectory templates, ConsentCheck consents, SignalDesk signals,
    IMediaFetcher fetcher, Uploads uploads, MediaLinks links, ToolBooks books, DerivedIds ids, ILogger<ConversationGrain> log)
    : JournaledGrain<Conversation, ConversationEvent>(context, StreamCategory.Conversation), IConversationGrain, IConversationTurnsGrain
{
    /// <summary>Events between two snapshots: what a cold activation folds at most.</summary>
    private const int SnapshotEvery = 64;

    // Claims of addresses and provider ids that turned out to be another conversation's: held there, not fought over.
    private readonly HashSet<ClaimKey> _heldElsewhere = [];

    private ConversationId Id => new(Key.Id);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        try
        {
            // What was begun before may have been left by a silo that is gone.
            if ((await GetStateAsync()).NextDue is not null)
                await Wake();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whoever called meets the same and hears what it is. A failed activation would tell him of that only.
            log.NotLookedAt(Id, e);
        }
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> Conclude(TurnProposal proposal)
    {
        var now = await CircumstancesAsync(await GetStateAsync());
        return Finish(await DecideAsync(s => Concluding.Conclude(s, proposal, now()).Events));
    }

    /// <inheritdoc/>
    public async Task<bool> Awaits(long message, int attempt) =>
        (await GetStateAsync()).Outbox.FirstOrDefault(o => o.Message == message) is { State: MessageState.Attempting } outgoing
            && outgoing.Attempt == attempt;

    /// <inheritdoc/>
    public async Task<Result<Done>> Settle(SendReport report)
    {
        var now = await CircumstancesAsync((await GetStateAsync()).Account);
        return Finish(await DecideAsync(s => Sending.Settle(s, report, now()).Events, HeldElsewhere));
    }

    /// <inheritdoc/>
    public async Task Wake()
    {
        var state = await GetStateAsync();
        if (!state.Exists)
            return;
        var now = await CircumstancesAsync(state);
        var commit = await DecideAsync(s => Obligations.Wake(s, now()).Events);
        if (!commit.Durable)
            log.WakeNotStored(Id, commit.Status);
        Follow(commit);
    }

    /// <inheritdoc/>
    public async Task Hasten()
    {
        var state = await GetStateAsync();
        if (state.Outbox is not [{ Held: true }, ..])
            return;
        var now = await CircumstancesAsync(state.Account);
        var commit = await DecideAsync(s => Obligations.Hasten(s, now()).Events);
        Follow(commit);
    }

    /// <inheritdoc/>
    public async Task<Result<ConversationView>> Handle(ConversationCommand command)
    {
        var circumstances = await CircumstancesAsync((await GetStateAsync()).Account);
        var book = command is DecideApproval ? await books.ForAsync(Key.Tenant, CancellationToken.None) : ToolBook.Empty;
        Circumstances now() => circumstances() with { Tools = book };
        Refusal? refusal = null;
        var commit = await DecideAsync(state => (refusal = Commands.Check(state, command, now())) is null
            ? Commands.Handle(state, command, now()).Events
            : []);
        if (refusal is not null)
            return refusal;
        if (!commit.Durable)
            return RefusalOf(commit.Status);
        Follow(commit);
        return InboxList.View(Id, commit.After);
    }

    private Result<Done> Finish(Commit commit)
    {
        Follow(commit);
        return commit.Durable ? Done.Value : RefusalOf(commit.Status);
    }

    private bool HeldElsewhere(IReadOnlyList<ClaimKey> taken)
    {
        _heldElsewhere.UnionWith(taken);
        return true;
    }

    private async ValueTask<Func<Circumstances>> CircumstancesAsync(ChannelAccountId account)
    {
        var connected = await accounts.FindAsync(account);
        var answering = connected?.Agent ?? AccountAgent.Default;
        var agent = await profiles.GetAsync(Key.Tenant, answering);
        var terms = connected is null ? ChannelTerms.None : ChannelTerms.Of(connected);
        return () => new Circumstances
        {
            Now = Clock.GetUtcNow(),
            Silo = roster.Self,
            IsAlive = roster.IsAlive,
            Agent = agent.Id,
            AgentVersion = agent.Version,
            OnlyPeople = answering.IsNobody,
            Profile = answering.IsNobody
                || connected?.Channel.AgentAnswers(connected.Settings, Clock.GetUtcNow()) is false
                || AgentShifts.IsOff(agent.Profile.Hours, Clock.GetUtcNow())
                ? agent.Profile with { Enabled = false }
                : agent.Profile,
            Window = connected?.Channel.WindowOf(connected.Settings),
            EntryWindow = connected?.Channel.EntryWindow,
            ListsSent = connected?.Channel is ISentList,
            MaxTextLength = connected?.Channel.MaxTextLength ?? MessageContent.MaxTextLength,
            MaxTextBytes = connected?.Channel.MaxTextBytes,
            Terms = terms,
            MaxFiles = connected?.Channel.MaxFiles ?? 0,
            Patience = patience,
        };
    }

    // For what is done about the turn under way: it goes on with the agent it began with, whoever answers on the account by now.
    private async ValueTask<Func<Circumstances>> CircumstancesAsync(Conversation state)
    {
        var now = await CircumstancesAsync(state.Account);
        var running = state.Turn is { } turn ? await AgentOfAsync(turn) : null;
        return () => now() with { Running = running };
    }

    // A turn stored before agents were written down with it does not say.
    private async ValueTask<PublishedAgent?> AgentOfAsync(RunningTurn turn) =>
        turn.Agent == default ? null : await profiles.FindAsync(Key.Tenant, turn.Agent, turn.Version);
}
