using Athera.Agents;
using Athera.Channels;
using Athera.Journal;
using Athera.Keys;
using Athera.Messages;

namespace Athera.Conversations;

// Everything that has an effect outside happens here, after the commit, and only because an event says so.
public sealed partial class ConversationGrain
{
    /// <summary>Further away than this, the sweep calls; a timer for every snoozed conversation would keep them all in memory.</summary>
    private static readonly TimeSpan TimerHorizon = TimeSpan.FromMinutes(2);

    /// <summary>An agent is not shown more: of a longer burst the oldest messages are left out, since no model reads without end.</summary>
    private const int MostLines = 200;

    private IGrainTimer? _timer;
    private DateTimeOffset _timerAt = DateTimeOffset.MaxValue;

    private void Follow(Commit commit, AgentProfile profile)
    {
        if (!commit.Durable)
            return;
        var sequence = commit.Before.Sequence;
        foreach (var @event in commit.Events)
        {
            sequence++;
            if (@event is TurnStarted turn && commit.After.Turn?.Id == sequence)
                BeginAsync(commit.After, turn, sequence, profile).Ignore();
            else if (@event is TurnEnded ended)
                StopTurn(ended);
            else if (@event is SendAttempted attempt)
                Dispatch(commit.After, attempt);
            else if (@event is EvidenceSought sought)
                Inquire(commit.After, sought);
            else if (@event is ConsentPassing passing)
                PassConsentsAsync(commit.After, passing).Ignore();
            else if (@event is CartPassing cart)
                PassCartAsync(commit.After, cart).Ignore();
            else if (@event is MediaFetchBegun fetch)
                Fetch(commit.After, fetch);
            else if (@event is MediaRemovalBegun removal)
                RemoveFiles(commit.After, removal);
        }
        Arm(commit.After);
    }

    private void StopTurn(TurnEnded ended)
    {
        StopTyping();
        if (ended.Ending is TurnEnding.Overtaken or TurnEnding.TakenOver || ended.Fault == Faults.OptedOut)
            GrainFactory.Get<IAgentTurnGrain>(Key.Tenant, Key.Id).Cancel(ended.Turn).Ignore();
    }

    private async Task BeginAsync(Conversation state, TurnStarted turn, long sequence, AgentProfile profile)
    {
        try
        {
            var order = new TurnOrder
            {
                Turn = sequence,
                Profile = profile,
                Deadline = turn.Deadline,
                Lines = await LinesAsync(state, turn.Messages),
            };
            ShowTyping(sequence);
            await GrainFactory.Get<IAgentTurnGrain>(Key.Tenant, Key.Id).Run(order);
        }
        catch (StoreUnavailableException)
        {
            log.TurnNotBegun(Id, sequence);
        }
    }

    // What came after the messages to be answered belongs to a later turn. When so much came that some of them are out of the state's
    // sight, the agent is shown what the journal has: nothing may count as answered that it never saw.
    private async ValueTask<IReadOnlyList<TurnLine>> LinesAsync(Conversation state, IReadOnlyList<long> messages)
    {
        var (first, last) = (messages[0], messages[^1]);
        IEnumerable<Line> lines = state.Tail.Where(l => l.By != AuthorKind.Contact || l.Message <= last);
        if (!state.Tail.Any(l => l.Message == first) || !state.Tail.Any(l => l.Message == last))
        {
            var limit = Math.Min(messages.Count + Conversation.TailLength, MostLines);
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
            Deadline = attempt.Deadline,
            ReplyTo = outgoing.ReplyTo,
            Contact = state.Contact,
            ByPersonLate = outgoing.By == AuthorKind.User && state.WindowClosesAt <= Clock.GetUtcNow(),
            Tenant = Key.Tenant,
        });
    }

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
}
