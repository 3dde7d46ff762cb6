using Athera.Agents;
using Athera.Channels;
using Athera.Contacts;
using Athera.Conversations;
using Athera.Messages;

namespace Athera.Tests.Conversations;

/// <summary>A moment, a silo and commands with everything filled in that a test does not care about.</summary>
internal static class Given
{
    public const string Ann = "ann";

    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly OpaqueId Silo = new(0, 1), OtherSilo = new(0, 2);
    public static readonly ConversationId Id = new(new OpaqueId(0, 3));
    public static readonly ContactId Contact = new(new OpaqueId(0, 4));
    public static readonly ChannelAccountId Account = new(new OpaqueId(0, 5));
    public static readonly AgentId Agent = new(new OpaqueId(0, 6));
    public static readonly Address Phone = new(AddressKind.Phone, "12025550143");
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private static readonly Dictionary<long, Recalled> _nothingOlder = [];

    /// <summary>Circumstances some seconds after noon.</summary>
    public static Circumstances At(double seconds = 0, int settleMs = 0) => new()
    {
        Now = Noon.AddSeconds(seconds),
        Silo = Silo,
        IsAlive = silo => silo == Silo,
        Agent = Agent,
        Profile = new AgentProfile { SettleMs = settleMs, Disclosure = "AI here." },
        Window = Day,
        Patience = new Patience(),
    };

    public static InboundMessage Message(string id, double? sentAt = 0, string? text = null, params Address[] from) => new()
    {
        From = from.Length > 0 ? from : [Phone],
        ExternalId = id,
        SentAt = sentAt is { } seconds ? Noon.AddSeconds(seconds) : null,
        Content = MessageContent.OfText(text ?? $"text of {id}"),
    };

    public static ReceiveMessages Batch(Circumstances now, params InboundMessage[] messages) => new()
    {
        Account = Account,
        Channel = "paper",
        Contact = Contact,
        NewContact = true,
        Messages = messages,
        ReceivedAt = now.Now,
    };

    public static Draft Receive(this Conversation state, Circumstances now, params InboundMessage[] messages) =>
        Receiving.Receive(state, Batch(now, messages), Recollection.Nothing, now);

    /// <summary>What the database knows, when it holds these messages.</summary>
    public static Recollection Knowing(params IEnumerable<string> messages)
    {
        var recollection = new Recollection();
        recollection.Messages.UnionWith(messages);
        return recollection;
    }

    /// <summary>A message to the contact as the database has it.</summary>
    public static Recalled Recalled(MessageAftermath aftermath) => new(
        aftermath.Message,
        new MessageQueued { Content = MessageContent.OfText("sent"), Author = new Author(AuthorKind.User, Ann), QueuedAt = Noon },
        aftermath, new Dictionary<long, ConversationEvent>());

    /// <summary>One message, sent the moment it is received.</summary>
    public static Conversation Heard(this Conversation state, Circumstances now, string id) =>
        state.Receive(now, Message(id, (now.Now - Noon).TotalSeconds)).State;

    public static Draft Conclude(this Conversation state, Circumstances now, string? reply = "Hello!", string? fault = null) =>
        Concluding.Conclude(state, new TurnProposal { Turn = state.Turn!.Id, Reply = fault is null ? reply : null, Fault = fault }, now);

    /// <summary>A conversation of one message, answered; its reply, the third event but one, is being sent.</summary>
    public static Conversation Answered(Circumstances? now = null)
    {
        var at = now ?? At();
        return Conversation.Empty.Heard(at, "first").Conclude(at).State;
    }

    public static Draft Handle(this Conversation state, Circumstances now, ConversationCommand command)
    {
        Xunit.Assert.Null(Commands.Check(state, command, now));
        return Commands.Handle(state, command, now);
    }

    public static SendMessage Written(string id = "c1", string text = "From a person.") =>
        new() { ClientMessageId = id, Text = text, User = Ann };

    /// <summary>A person sends; refused is a failure of the test.</summary>
    public static Conversation Wrote(this Conversation state, Circumstances now, string id = "c1")
    {
        Xunit.Assert.Null(Sending.Check(state, Written(id), now));
        return Sending.Send(state, Written(id), now).State;
    }

    /// <summary>How the call under way ended.</summary>
    public static Draft Settle(this Conversation state, Circumstances now, SendOutcome outcome) =>
        state.Settle(now, state.Outbox[0].Message, state.Outbox[0].Attempt, outcome);

    public static Draft Settle(this Conversation state, Circumstances now, long message, int attempt, SendOutcome outcome) =>
        Sending.Settle(state, new SendReport(new MessageId(Id, message), attempt, outcome), now);

    public static Draft Report(
        this Conversation state, Circumstances now, long message, MessageState reported, string externalId = "x1", Fault? fault = null,
        double? at = 0, IReadOnlyDictionary<long, Recalled>? older = null) => Sending.Report(
            state, [(message, Receipt(reported, externalId, fault, at))], older ?? _nothingOlder, now);

    public static DeliveryReceipt Receipt(MessageState state, string externalId = "x1", Fault? fault = null, double? at = 0) => new()
    {
        ExternalId = externalId,
        State = state,
        At = at is { } seconds ? Noon.AddSeconds(seconds) : null,
        Fault = fault,
    };

    public static EditNotice Edit(string id, string target, string text, double at) => new()
    {
        Contact = [Phone], ExternalId = id, At = Noon.AddSeconds(at), Target = target, Content = MessageContent.OfText(text),
    };

    public static DeletionNotice Delete(string id, string target, double at) =>
        new() { Contact = [Phone], ExternalId = id, At = Noon.AddSeconds(at), Target = target };

    public static ReactionNotice React(string id, string target, string? emoji, double at) =>
        new() { Contact = [Phone], ExternalId = id, At = Noon.AddSeconds(at), Target = target, Emoji = emoji };

    public static EchoNotice Echo(string id, string text, double at, MessageId? ours = null) => new()
    {
        Contact = [Phone], ExternalId = id, At = Noon.AddSeconds(at), Content = MessageContent.OfText(text), Message = ours,
    };

    public static WatermarkNotice Watermark(MessageState state, double upTo) => new()
    {
        Contact = [Phone], ExternalId = $"{state}-{upTo}", At = Noon.AddSeconds(upTo), State = state, UpTo = Noon.AddSeconds(upTo),
    };

    public static IEnumerable<T> Of<T>(this Draft draft) => draft.Events.OfType<T>();
}
