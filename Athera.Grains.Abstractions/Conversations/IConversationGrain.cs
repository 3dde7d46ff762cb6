using Athera.Channels;
using Athera.Media;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>
/// A conversation: the thread of one identity on one channel account, and the only one who decides about it. Key: tenant and
/// conversation. Nothing is answered before its commit.
/// </summary>
[Alias("Athera.IConversationGrain")]
public interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>Takes in messages from the contact and what else happened in the thread. What is known already is passed over.</summary>
    [Alias("Receive")]
    Task<ReceiveOutcome> Receive(ReceiveMessages command);

    /// <summary>Takes in what the provider reports about messages sent.</summary>
    [Alias("Report")]
    Task<Result<Done>> Report(IReadOnlyList<DeliveryReceipt> receipts);

    /// <summary>
    /// Whether an attempt to send a message is still under way as far as is known. It is not once its outcome, or the provider's word
    /// for an earlier attempt, was heard.
    /// </summary>
    [Alias("Awaits")]
    Task<bool> Awaits(long message, int attempt);

    /// <summary>Takes in what an agent's turn came to. It is a proposal: a person may have taken over since.</summary>
    [Alias("Conclude")]
    Task<Result<Done>> Conclude(TurnProposal proposal);

    /// <summary>Takes in how a call to the provider ended.</summary>
    [Alias("Settle")]
    Task<Result<Done>> Settle(SendReport report);

    /// <summary>Takes in what the provider's list says about a send whose outcome is unknown.</summary>
    [Alias("Testify")]
    Task<Result<Done>> Testify(EvidenceReport report);

    /// <summary>Does what is due. Calling too early, or twice, does no harm.</summary>
    [Alias("Wake")]
    Task Wake();

    /// <summary>Tries at once what waits until the channel account sends again: somebody has seen to it. Calling in vain does no harm.</summary>
    [Alias("Hasten")]
    Task Hasten();

    /// <summary>Sends a message a person wrote. The same client message id gives the same message.</summary>
    [Alias("Send")]
    Task<Result<MessageView>> Send(SendMessage command);

    /// <summary>Tells what may be sent now, and what would become of this; sends nothing.</summary>
    [Alias("Preview")]
    Task<Result<SendPreview>> Preview(SendMessage command);

    /// <summary>Takes in what the contact told a person about being written to.</summary>
    [Alias("ChangeConsent")]
    Task<Result<Done>> ChangeConsent(ChangeConsent command);

    /// <summary>Shows the contact that somebody reads or writes, where the channel can. Best effort: nothing of it is kept.</summary>
    [Alias("Signal"), Orleans.Concurrency.OneWay]
    Task Signal(ConversationSignal signal);

    /// <summary>Takes in what a try to fetch a file came to. Refused as not there when the conversation is not.</summary>
    [Alias("SettleMedia")]
    Task<Result<MediaReceipt>> SettleMedia(MediaReport report);

    /// <summary>Takes in that the files of a message that was taken back are gone from the store.</summary>
    [Alias("MediaRemoved")]
    Task<Result<Done>> MediaRemoved(long message);

    /// <summary>
    /// Has a file tried again that could not be had. One that is being fetched already is left alone; one that is stored, or was
    /// removed, is refused as a conflict.
    /// </summary>
    [Alias("RetryMedia")]
    Task<Result<MessageView>> RetryMedia(RetryMedia command);

    /// <summary>What the agent waits to be let do, oldest first; <see cref="DecideApproval"/> decides.</summary>
    [Alias("Approvals")]
    Task<Result<Page<ApprovalView>>> Approvals();

    /// <summary>Does what a person asked for.</summary>
    [Alias("Handle")]
    Task<Result<ConversationView>> Handle(ConversationCommand command);
}

/// <summary>Messages and notices for one conversation, in the order of the webhook; at least one of them.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ReceiveMessages")]
public sealed record ReceiveMessages
{
    /// <summary>The channel account.</summary>
    [Id(0)] public required ChannelAccountId Account { get; init; }

    /// <summary>The channel's kind.</summary>
    [Id(1)] public required string Channel { get; init; }

    /// <summary>For a conversation that does not exist yet: the contact to open it for.</summary>
    [Id(2)] public required ContactId Contact { get; init; }

    /// <summary>Whether that contact does not exist yet either and is born with the conversation.</summary>
    [Id(3)] public required bool NewContact { get; init; }

    /// <summary>The messages.</summary>
    [Id(4)] public required IReadOnlyList<InboundMessage> Messages { get; init; }

    /// <summary>When the silo got them.</summary>
    [Id(5)] public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What else happened; taken in after the messages.</summary>
    [Id(6)] public IReadOnlyList<ContactNotice> Notices { get; init; } = [];
}

/// <summary>How receiving ended.</summary>
[GenerateSerializer, Alias("Athera.ReceiveOutcome")]
public enum ReceiveOutcome
{
    /// <summary>Durable, or had been before.</summary>
    Stored,

    /// <summary>Not durable; the provider has to come again.</summary>
    Unavailable,

    /// <summary>
    /// Another conversation has the sender's address: two webhooks of a new sender met. Whoever resolved the sender resolves again.
    /// </summary>
    Superseded,

    /// <summary>The database refuses what would be written, and would again.</summary>
    Rejected,
}

/// <summary>How a call to the provider ended, for the conversation that had ordered it.</summary>
/// <param name="Message">The message.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Outcome">How it ended.</param>
[GenerateSerializer, Immutable, Alias("Athera.SendReport")]
public sealed record SendReport(
    [property: Id(0)] MessageId Message, [property: Id(1)] int Attempt, [property: Id(2)] SendOutcome Outcome);

/// <summary>A message a person wrote.</summary>
[GenerateSerializer, Immutable, Alias("Athera.SendMessage")]
public sealed record SendMessage
{
    /// <summary>The sender's own id for it, 1 to 128 characters: sending again with the same id sends nothing new.</summary>
    [Id(0)] public required string ClientMessageId { get; init; }

    /// <summary>Longest text taken, in UTF-16 units; what one message of the channel does not carry is sent as several.</summary>
    public const int MaxTextLength = 4 * MessageContent.MaxTextLength;

    /// <summary>What it says, at most <see cref="MaxTextLength"/> characters; empty when a template says it.</summary>
    [Id(1)] public required string Text { get; init; }

    /// <summary>Who wrote it; opaque.</summary>
    [Id(2)] public required string User { get; init; }

    /// <summary>The template to send instead of a text. What it is for is looked up, not believed.</summary>
    [Id(3)] public TemplateUse? Template { get; init; }

    /// <summary>What it offers to tap; as numbered lines where the channel has nothing to tap.</summary>
    [Id(4)] public Choices? Choices { get; init; }

    /// <summary>The message of this conversation it quotes.</summary>
    [Id(5)] public MessageId? ReplyTo { get; init; }

    /// <summary>Uploads to send, in their order; at most <see cref="MediaPart.MaxParts"/>, and as many as the channel carries at once.</summary>
    [Id(10)] public IReadOnlyList<OpaqueId> Media { get; init; } = [];

    /// <summary>Says nothing of what was written.</summary>
    public override string ToString() => nameof(SendMessage);
}
