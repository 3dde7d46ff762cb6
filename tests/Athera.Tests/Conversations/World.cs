using Athera.Agents;
using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

/// <summary>
/// A conversation with everything around it that it does not control: a contact, a model, a provider that may lose its answers,
/// a database that knows every message, silos that die and a clock that is set. After each thing that happens the promises are checked.
/// </summary>
internal sealed class World
{
    private readonly List<ConversationEvent> _events = [];
    private readonly HashSet<string> _received = [];
    private readonly List<long> _turns = [];
    private readonly Dictionary<long, AgentId> _answering = [];
    private readonly Dictionary<int, AgentProfile> _versions = new() { [0] = new AgentProfile() };
    private readonly List<Call> _calls = [];
    private readonly Dictionary<long, int> _accepted = [];
    private readonly HashSet<long> _presumedLost = [];
    private readonly List<EvidenceSought> _questions = [];
    private int _silo = 1;
    private bool _onlyPeople;

    private sealed record Call(long Message, int Attempt, OpaqueId Silo);

    public Conversation State { get; private set; } = Conversation.Empty;

    public DateTimeOffset Now { get; private set; } = Noon;

    /// <summary>Whether the provider can be asked what it has taken.</summary>
    public bool Lists { get; init; }

    public AgentProfile Profile => _versions[Version];

    /// <summary>Which of the profiles there have been is the account's now.</summary>
    private int Version => _versions.Count - 1;

    public IReadOnlyList<ConversationEvent> Events => _events;

    /// <summary>Messages the provider has, to be reported about.</summary>
    public IEnumerable<long> Accepted => _accepted.Keys.Order();

    private OpaqueId Silo => new(0, (ulong)_silo);

    private Circumstances Circumstances => At() with
    {
        Now = Now,
        Silo = Silo,
        IsAlive = silo => silo == Silo,
        Agent = AgentOf(Version),
        AgentVersion = Version,
        Profile = _onlyPeople ? Profile with { Enabled = false } : Profile,
        OnlyPeople = _onlyPeople,
        Running = State.Turn is { } turn ? new PublishedAgent(turn.Agent, _versions[turn.Version], turn.Version) : null,
        ListsSent = Lists,
        Patience = new Patience { Attempts = 100 },
    };

    public void Pass(TimeSpan time) => Now += time;

    /// <summary>Another agent answers from the next turn on.</summary>
    public void Publish(int settleMs, bool enabled) =>
        _versions[_versions.Count] = Profile with { SettleMs = settleMs, Enabled = enabled };

    /// <summary>No agent answers on the account any more, or one does again.</summary>
    public void LeaveToPeople(bool only) => _onlyPeople = only;

    public void Receive(params (string Id, double? Age)[] messages)
    {
        var command = Batch(Circumstances, [.. messages.Select(m => Message(m.Id, m.Age is { } age ? (Now - Noon).TotalSeconds - age : null))]);
        var draft = Receiving.Receive(State, command, Recollection.Nothing, Circumstances);
        // What the state no longer remembers, the database does.
        var taken = draft.Of<MessageReceived>().Select(e => e.ExternalId).Where(_received.Contains).ToHashSet();
        if (taken.Count > 0)
            draft = Receiving.Receive(State, command, Knowing(taken), Circumstances);
        Commit(draft);
    }

    /// <summary>One of the turns begun so far comes to something, stale or not.</summary>
    /// <param name="which">Counted from the newest.</param>
    /// <param name="reply">What it says.</param>
    /// <param name="fault">Why it says nothing.</param>
    /// <param name="handOver">It asks for a person.</param>
    public void Conclude(int which, string? reply, string? fault = null, bool handOver = false)
    {
        if (_turns.Count == 0)
            return;
        var turn = _turns[^(1 + (which % _turns.Count))];
        Commit(Concluding.Conclude(State, new TurnProposal { Turn = turn, Reply = reply, Fault = fault, HandOver = handOver }, Circumstances));
    }

    /// <summary>One of the calls under way ends. What the provider did and what is heard of it are two things.</summary>
    public void Answer(int which, SendResult told, bool taken, bool heard)
    {
        if (_calls.Count == 0)
            return;
        var call = _calls[which % _calls.Count];
        _calls.Remove(call);
        if (taken)
            _accepted[call.Message] = _accepted.GetValueOrDefault(call.Message) + 1;
        if (!heard || call.Silo != Silo)
            return;
        Commit(State.Settle(Circumstances, call.Message, call.Attempt, told switch
        {
            SendResult.Accepted => SendOutcome.Accepted($"x{call.Message}-{call.Attempt}"),
            SendResult.Refused => SendOutcome.Refused(new Fault(Faults.Rejected)),
            SendResult.Deferred when call.Attempt % 2 == 0 => SendOutcome.PutOff(new Fault(Faults.RateLimited), TimeSpan.FromSeconds(9)),
            SendResult.Deferred => SendOutcome.Deferred(new Fault(Faults.RateLimited), TimeSpan.FromSeconds(call.Attempt % 3)),
            _ => SendOutcome.Unknown(new Fault(Faults.ProviderUnavailable)),
        }));
    }

    /// <summary>One of the questions asked of the list is answered, with the truth if it can be read; old ones too.</summary>
    /// <param name="which">Counted from the newest.</param>
    /// <param name="readable">Whether the list can be read.</param>
    public void Testify(int which, bool readable)
    {
        if (_questions.Count == 0)
            return;
        var question = _questions[^(1 + (which % _questions.Count))];
        if (!readable)
        {
            Tell(question, SentEvidence.CannotTell(new Fault(Faults.ProviderUnavailable)));
            return;
        }
        // Older texts of the same words are on the list as well.
        Tell(question, SentEvidence.Listed(
            [.. Accepted.Where(m => m <= question.Message).OrderDescending().Select(m => new SentCopy($"x{m}-1", null, null))]));
    }

    private static AgentId AgentOf(int version) => new(new OpaqueId(1, (ulong)version));

    private void Tell(EvidenceSought question, SentEvidence evidence) => Commit(Evidence.Weigh(
        State, new EvidenceReport(new MessageId(Id, question.Message), question.Attempt, question.Question, evidence),
        Accepted.Where(m => m != question.Message).Select(m => $"x{m}-1").ToHashSet(), Circumstances));

    public void Report(int which, MessageState state)
    {
        if (_accepted.Count == 0)
            return;
        var message = Accepted.ElementAt(which % _accepted.Count);
        Commit(State.Report(Circumstances, message, state, $"x{message}-1"));
    }

    public void Ask(ConversationCommand command)
    {
        if (Commands.Check(State, command, Circumstances) is null)
            Commit(Commands.Handle(State, command, Circumstances));
    }

    public void Write(string id)
    {
        var command = new SendMessage { ClientMessageId = id, Text = "from a person", User = Ann };
        if (Sending.Check(State, command, Circumstances) is null)
            Commit(Sending.Send(State, command, Circumstances));
    }

    public void Wake() => Commit(Obligations.Wake(State, Circumstances));

    /// <summary>The silo dies with all it was doing; what its calls came to nobody hears.</summary>
    public void Crash() => _silo++;

    /// <summary>From here on everybody does what they should, and what is owed has to be done in time.</summary>
    public void Settle(TimeSpan within, int steps = 1000)
    {
        var end = Now + within;
        while (State.NextDue is not null && State is not { Status: ConversationStatus.Snoozed, Turn: null, Outbox.IsEmpty: true, Unanswered.IsEmpty: true })
        {
            Assert.True(
                steps-- > 0 && Now <= end, $"still owed: {State.Turn}, {State.Unanswered.Length} unanswered, {State.Outbox.Length} to send");
            if (State.Turn is { } turn && turn.Silo == Silo && _turns[^1] == turn.Id)
                Conclude(0, "Fine.");
            else if (_calls.FindIndex(c => c.Silo == Silo) is >= 0 and var call)
                Answer(call, SendResult.Accepted, taken: true, heard: true);
            else if (State.Outbox is [{ State: MessageState.Unknown } head, ..] && head.Silo == Silo)
                Testify(0, readable: true);
            else
                Wait();
        }
    }

    // A timer goes off when something is due, but nobody waits longer than the longest of the waits.
    private void Wait()
    {
        Wake();
        var wait = State.NextDue - Now;
        if (wait > TimeSpan.Zero)
            Now += wait < TimeSpan.FromSeconds(90) ? wait.Value : TimeSpan.FromSeconds(90);
    }

    private void Commit(Draft draft)
    {
        if (draft.Events.Count == 0)
            return;
        var state = State;
        foreach (var @event in draft.Events)
        {
            Promises.CheckBefore(state, @event);
            Note(@event, state);
            state = state.Apply(@event);
        }
        Assert.Equal(Form.Of(state), Form.Of(draft.State));
        Promises.Check(state);
        State = Form.Again(state);
        Assert.Equal(Form.Of(state), Form.Of(State));
    }

    private void Note(ConversationEvent @event, Conversation before)
    {
        _events.Add(@event);
        switch (@event)
        {
            case MessageReceived e:
                Assert.True(_received.Add(e.ExternalId), "received twice");
                break;
            case TurnStarted e:
                Assert.False(_onlyPeople, "a turn where only people answer");
                Assert.Equal((AgentOf(Version), Version), (e.Agent, e.Version));
                _turns.Add(before.Sequence + 1);
                _answering[before.Sequence + 1] = e.Agent;
                break;
            case MessageQueued { Turn: { } turn } e:
                Assert.Equal(_answering[turn].ToString(), e.Author.Id);
                break;
            case SendAttempted e:
                Assert.True(!_accepted.ContainsKey(e.Message) || _presumedLost.Contains(e.Message), "sent again without a reason");
                _calls.Add(new Call(e.Message, e.Attempt, e.Silo));
                break;
            case EvidenceSought e:
                Assert.True(Lists);
                _questions.Add(e);
                break;
            case SendSettled { Result: SendResult.Deferred } e when before.Outbox[0].State == MessageState.Unknown:
                _presumedLost.Add(e.Message);
                break;
        }
    }
}
