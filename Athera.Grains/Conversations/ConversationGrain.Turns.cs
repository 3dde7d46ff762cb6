using Athera.Channels;
using Athera.Journal;
using Athera.Keys;
using Athera.Messages;

namespace Athera.Conversations;

// Has turns run, and takes in their steps.
public sealed partial class ConversationGrain
{
    /// <summary>An agent is not shown more: of a longer burst the oldest messages are left out, since no model reads without end.</summary>
    private const int MostLines = 200;

    /// <inheritdoc/>
    public Task<Result<TurnProgress>> Answered(StepAnswer answer) =>
        AdvanceAsync(answer.Turn, answer.Try, (state, now) => Advancing.Answer(state, answer, now));

    /// <inheritdoc/>
    public Task<Result<TurnProgress>> Ran(CallReport report) =>
        AdvanceAsync(report.Turn, report.Try, (state, now) => Advancing.Settle(state, report, now));

    /// <inheritdoc/>
    public async Task<Result<Page<ApprovalView>>> Approvals()
    {
        var state = await GetStateAsync();
        if (!state.Exists)
            return Refusal.NotFound;
        return new Page<ApprovalView>(
            [.. state.Approvals.Where(a => a.Decision is null).Select(Approving.View)], null);
    }

    private async Task<Result<TurnProgress>> AdvanceAsync(
        long turn, int attempt, Func<Conversation, Circumstances, Draft> advance)
    {
        var now = await CircumstancesAsync(await GetStateAsync());
        var book = await books.ForAsync(Key.Tenant, CancellationToken.None);
        var commit = await DecideAsync(state => advance(state, now() with { Tools = book }).Events);
        Follow(commit);
        if (!commit.Durable)
            return RefusalOf(commit.Status);
        // To an older try the turn is over: two who run its calls would be one too many.
        return commit.After.Turn is { } running && (running.Id, running.Try) == (turn, attempt)
            ? new TurnProgress(false, [.. running.Steps])
            : TurnProgress.Over;
    }

    // What it takes may not be read for a moment. Until the turn's time is over nobody else would begin it.
    private async Task BeginAsync(Conversation state)
    {
        var turn = state.Turn!;
        try
        {
            var order = await Telling.FetchAsync(
                () => OrderAsync(state, turn), turn.Deadline - Clock.GetUtcNow(), Clock, CancellationToken.None);
            if (order is null)
            {
                log.TurnNotBegun(Id, turn.Id, nameof(StoreUnavailableException));
                return;
            }
            ShowTyping(turn.Id);
            await GrainFactory.Get<IAgentTurnGrain>(Key.Tenant, Key.Id).Run(order);
        }
        catch (Exception failure)
        {
            log.TurnNotBegun(Id, turn.Id, failure.GetType().Name);
        }
    }

    private async Task<TurnOrder> OrderAsync(Conversation state, RunningTurn turn)
    {
        var agent = await AgentOfAsync(turn) ?? await profiles.GetAsync(Key.Tenant, AccountAgent.Default);
        return new TurnOrder
        {
            Turn = turn.Id,
            Profile = agent.Profile,
            Deadline = turn.Deadline,
            Lines = await LinesAsync(state, turn),
            Try = turn.Try,
            Steps = [.. turn.Steps],
            Agent = agent.Id,
            Contact = state.Contact,
            Boundary = await BoundaryAsync(turn.Id),
            Addresses = [.. state.Addresses.Select(a => a.Value)],
        };
    }

    private async ValueTask<string> BoundaryAsync(long turn)
    {
        var lookup = await Vault.GetLookupKeyAsync(Key.Tenant, CancellationToken.None);
        return lookup.Hash("boundary", Key.Id.ToString(), turn.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToString()[..16];
    }

    // What came after the messages to be answered belongs to a later turn. When so much came that some of them are out of the state's
    // sight, the agent is shown what the journal has: nothing may count as answered that it never saw. A turn that goes on sees what
    // it saw before.
    private async ValueTask<IReadOnlyList<TurnLine>> LinesAsync(Conversation state, RunningTurn turn)
    {
        var (first, last) = turn.Messages is [var oldest, .., var newest] ? (oldest, newest)
            : turn.Messages is [var only] ? (only, only)
            : (turn.Id, turn.Id - 1);
        var lines = state.Tail.Where(l => l.Message < turn.Id && (l.By != AuthorKind.Contact || l.Message <= last));
        if (turn.Messages.Length > 0 && (!state.Tail.Any(l => l.Message == first) || !state.Tail.Any(l => l.Message == last)))
        {
            var limit = Math.Min(turn.Messages.Length + Conversation.TailLength, MostLines);
            lines = (await ReadLinesAsync(state, last, limit)).Concat(lines.Where(l => l.Message > last));
        }
        return [.. lines.Select(l => new TurnLine(l.By, l.Text))];
    }

    private async Task<IEnumerable<Line>> ReadLinesAsync(Conversation state, long last, int limit)
    {
        var key = await Vault.GetAsync(Key.Tenant, SubjectOf(state), CancellationToken.None);
        var page = await Store.ReadTranscriptAsync(
            Key.Tenant, Key.Id, ConversationForm.SpokenKinds, last + 1, limit, CancellationToken.None);
        return page.Reverse().Select(stored => LineOf(stored, key)).OfType<Line>();
    }

    // As it reads now, and nothing of what was taken back.
    private Line? LineOf(StoredMessage stored, SubjectKey key)
    {
        var @event = Transcript.Open(Key, stored.Event, key);
        var aftermath = Transcript.Aftermath(Key, stored, key);
        if (@event is null || Wording.Of(@event) is not { } content || aftermath.DeletedAt is not null)
            return null;
        var by = @event switch
        {
            MessageQueued e => e.Author.Kind,
            MessageEchoed => AuthorKind.External,
            _ => AuthorKind.Contact,
        };
        return Line.Of(stored.Event.Sequence, by, aftermath.Revision?.Content ?? content);
    }
}
