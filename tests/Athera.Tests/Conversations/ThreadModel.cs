using System.Text;
using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

/// <summary>
/// A conversation and the database beside it, without either: every notice is decided as the grain decides it, what it is about is read
/// back, overlays and redactions are written, claims are held.
/// </summary>
internal sealed class ThreadModel(Circumstances now)
{
    private readonly Dictionary<long, ConversationEvent> _events = [];
    private readonly Dictionary<long, MessageAftermath> _overlays = [];
    private readonly Dictionary<string, long> _messages = [];
    private readonly HashSet<string> _notices = [];

    public Circumstances Now { get; set; } = now;

    public Conversation State { get; private set; } = Conversation.Empty;

    public IEnumerable<ConversationEvent> Events => _events.Values;

    /// <summary>Everything any event still says.</summary>
    public string Words => string.Join('\n', _events.Values.Select(e => Encoding.UTF8.GetString(ConversationForm.Events.Encode(e))));

    public ThreadModel Tell(params InboundMessage[] messages) => Tell(messages, []);

    public ThreadModel Tell(params ContactNotice[] notices) => Tell([], notices);

    public ThreadModel Tell(InboundMessage[] messages, ContactNotice[] notices)
    {
        var command = Batch(Now, messages) with { Notices = notices };
        var recollection = new Recollection();
        recollection.Messages.UnionWith(messages.Select(m => m.ExternalId).Where(_messages.ContainsKey));
        recollection.Messages.UnionWith(notices.OfType<EchoNotice>().Select(e => e.ExternalId).Where(_messages.ContainsKey));
        recollection.Notices.UnionWith(notices.Select(n => n.ExternalId).Where(_notices.Contains));
        var recalled = new Dictionary<long, Recalled>();
        foreach (var (externalId, message) in _messages)
            recollection.Targets[externalId] = recalled[message] = Recall(message);
        Commit(Receiving.Receive(State, command, recollection, Now), recalled);
        return this;
    }

    public ThreadModel Do(Func<Conversation, Draft> decide)
    {
        Commit(decide(State), _messages.Values.Distinct().ToDictionary(m => m, Recall));
        return this;
    }

    /// <summary>The message as its tenant is shown it.</summary>
    public MessageView Shown(string externalId) => Shown(_messages[externalId]);

    public MessageView Shown(long message) => Transcript.View(
        new MessageId(Id, message), _events[message],
        _overlays.GetValueOrDefault(message) ?? MessageAftermath.Of(message, ConversationForm.Events.KindOf(_events[message])),
        Given.Contact, Noon)!;

    /// <summary>Messages in their order.</summary>
    public IReadOnlyList<MessageView> Transcripts =>
        [.. _events.Where(e => Wording.Of(e.Value) is not null).OrderBy(e => e.Key).Select(e => Shown(e.Key))];

    private Recalled Recall(long message)
    {
        var aftermath = _overlays.GetValueOrDefault(message)
            ?? MessageAftermath.Of(message, ConversationForm.Events.KindOf(_events[message]));
        return new Recalled(
            message, _events[message], aftermath, (aftermath.Wordings ?? []).ToDictionary(w => w, w => _events[w]));
    }

    private void Commit(Draft draft, Dictionary<long, Recalled> recalled)
    {
        var before = State;
        foreach (var @event in draft.Events)
        {
            State = State.Apply(@event);
            _events[State.Sequence] = @event;
            switch (@event)
            {
                case MessageReceived e:
                    _messages.Add(e.ExternalId, State.Sequence);
                    break;
                case MessageEchoed e:
                    _messages.Add(e.ExternalId, State.Sequence);
                    break;
                case ReceiptRecorded e:
                    _messages[e.ExternalId] = e.Message;
                    break;
                case SendSettled { ExternalId: { } id } e:
                    _messages[id] = e.Message;
                    break;
            }
        }
        _notices.UnionWith(draft.Events.Select(ConversationClaims.NoticeOf).OfType<string>());
        var amendments = Amendment.Of(before, State, draft.Events, recalled);
        foreach (var amendment in amendments)
            _overlays[amendment.Is.Message] = amendment.Is;
        foreach (var (sequence, @event) in amendments.SelectMany(a => a.Unsaid(before, draft.Events, recalled))
            .Concat(Amendment.Forgotten(before, draft.Events)))
            _events[sequence] = Wording.Emptied(@event);
        State = Form.Again(State);
    }
}
