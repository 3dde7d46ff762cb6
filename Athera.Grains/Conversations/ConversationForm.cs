using System.Text.Json.Serialization;
using Athera.Sourcing;

namespace Athera.Conversations;

/// <summary>How a conversation is written down. The names are stored: never change or reuse one.</summary>
public static class ConversationForm
{
    /// <summary>The form of a snapshot; raise it when an older build could not read what this one writes.</summary>
    public const int SnapshotVersion = 1;

    /// <summary>The name of a message from the contact.</summary>
    public const string Received = "message.received";

    /// <summary>The name of a message to the contact.</summary>
    public const string Queued = "message.queued";

    /// <summary>The name of an attempt to send one.</summary>
    public const string Attempted = "send.attempted";

    /// <summary>The name of a message to the contact that was written elsewhere.</summary>
    public const string Echoed = "message.echoed";

    /// <summary>The name of the removal of a message.</summary>
    public const string Deleted = "message.deleted";

    /// <summary>Kinds of event that bring a message, and so stand in a transcript.</summary>
    public static IReadOnlyList<string> MessageKinds { get; } = [Received, Queued, Echoed, "note.added"];

    /// <summary>Those of them that the contact wrote or got.</summary>
    public static IReadOnlyList<string> SpokenKinds { get; } = [Received, Queued, Echoed];

    /// <summary>The events.</summary>
    public static EventCodec<ConversationEvent> Events { get; } = new EventCodec<ConversationEvent>()
        .Add("conversation.opened", ConversationJson.Default.ConversationOpened)
        .Add("address.learned", ConversationJson.Default.AddressLearned)
        .Add(Received, ConversationJson.Default.MessageReceived)
        .Add("turn.started", ConversationJson.Default.TurnStarted)
        .Add("turn.ended", ConversationJson.Default.TurnEnded)
        .Add(Queued, ConversationJson.Default.MessageQueued)
        .Add(Attempted, ConversationJson.Default.SendAttempted)
        .Add("send.settled", ConversationJson.Default.SendSettled)
        .Add("evidence.sought", ConversationJson.Default.EvidenceSought)
        .Add("evidence.missed", ConversationJson.Default.EvidenceMissed)
        .Add("receipt.recorded", ConversationJson.Default.ReceiptRecorded)
        .Add("responder.changed", ConversationJson.Default.ResponderChanged)
        .Add("conversation.assigned", ConversationJson.Default.ConversationAssigned)
        .Add("status.changed", ConversationJson.Default.StatusChanged)
        .Add("note.added", ConversationJson.Default.NoteAdded)
        .Add("labels.set", ConversationJson.Default.LabelsSet)
        .Add(Echoed, ConversationJson.Default.MessageEchoed)
        .Add("message.edited", ConversationJson.Default.MessageEdited)
        .Add(Deleted, ConversationJson.Default.MessageDeleted)
        .Add("message.reacted", ConversationJson.Default.MessageReacted)
        .Add("media.settled", ConversationJson.Default.MediaSettled)
        .Add("media.begun", ConversationJson.Default.MediaFetchBegun)
        .Add("media.put_off", ConversationJson.Default.MediaFetchPutOff)
        .Add("media.retried", ConversationJson.Default.MediaRetried)
        .Add("media.removal_begun", ConversationJson.Default.MediaRemovalBegun)
        .Add("media.removed", ConversationJson.Default.MediaRemoved)
        .Add("notice.parked", ConversationJson.Default.NoticeParked)
        .Add("notice.dropped", ConversationJson.Default.NoticeDropped)
        .Add("address.changed", ConversationJson.Default.AddressChanged)
        .Add("watermark.moved", ConversationJson.Default.WatermarkMoved)
        .Add("consent.changed", ConversationJson.Default.ConsentChanged)
        .Add("consent.passing", ConversationJson.Default.ConsentPassing)
        .Add("consent.passed", ConversationJson.Default.ConsentPassed)
        .Add("cart.passing", ConversationJson.Default.CartPassing)
        .Add("cart.passed", ConversationJson.Default.CartPassed)
        .Add("check.owed", ConversationJson.Default.CheckOwed)
        .Add("check.passing", ConversationJson.Default.CheckPassing)
        .Add("check.passed", ConversationJson.Default.CheckPassed)
        .Add("model.answered", ConversationJson.Default.ModelAnswered)
        .Add("tool.intended", ConversationJson.Default.ToolIntended)
        .Add("tool.settled", ConversationJson.Default.ToolSettled)
        .Add("turn.resumed", ConversationJson.Default.TurnResumed)
        .Add("approval.asked", ConversationJson.Default.ApprovalAsked)
        .Add("approval.settled", ConversationJson.Default.ApprovalSettled)
        .Add("followup.scheduled", ConversationJson.Default.FollowUpScheduled)
        .Add("machine.noticed", ConversationJson.Default.MachineNoticed);
}

/// <summary>Generated serializers of what a conversation stores.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationOpened))]
[JsonSerializable(typeof(AddressLearned))]
[JsonSerializable(typeof(MessageReceived))]
[JsonSerializable(typeof(TurnStarted))]
[JsonSerializable(typeof(TurnEnded))]
[JsonSerializable(typeof(MessageQueued))]
[JsonSerializable(typeof(SendAttempted))]
[JsonSerializable(typeof(SendSettled))]
[JsonSerializable(typeof(EvidenceSought))]
[JsonSerializable(typeof(EvidenceMissed))]
[JsonSerializable(typeof(ReceiptRecorded))]
[JsonSerializable(typeof(ResponderChanged))]
[JsonSerializable(typeof(ConversationAssigned))]
[JsonSerializable(typeof(StatusChanged))]
[JsonSerializable(typeof(NoteAdded))]
[JsonSerializable(typeof(LabelsSet))]
[JsonSerializable(typeof(MessageEchoed))]
[JsonSerializable(typeof(MessageEdited))]
[JsonSerializable(typeof(MessageDeleted))]
[JsonSerializable(typeof(MessageReacted))]
[JsonSerializable(typeof(MediaSettled))]
[JsonSerializable(typeof(MediaFetchBegun))]
[JsonSerializable(typeof(MediaFetchPutOff))]
[JsonSerializable(typeof(MediaRetried))]
[JsonSerializable(typeof(MediaRemovalBegun))]
[JsonSerializable(typeof(MediaRemoved))]
[JsonSerializable(typeof(NoticeParked))]
[JsonSerializable(typeof(NoticeDropped))]
[JsonSerializable(typeof(AddressChanged))]
[JsonSerializable(typeof(WatermarkMoved))]
[JsonSerializable(typeof(ConsentChanged))]
[JsonSerializable(typeof(ConsentPassing))]
[JsonSerializable(typeof(ConsentPassed))]
[JsonSerializable(typeof(CartPassing))]
[JsonSerializable(typeof(CartPassed))]
[JsonSerializable(typeof(CheckOwed))]
[JsonSerializable(typeof(CheckPassing))]
[JsonSerializable(typeof(CheckPassed))]
[JsonSerializable(typeof(ModelAnswered))]
[JsonSerializable(typeof(ToolIntended))]
[JsonSerializable(typeof(ToolSettled))]
[JsonSerializable(typeof(TurnResumed))]
[JsonSerializable(typeof(ApprovalAsked))]
[JsonSerializable(typeof(ApprovalSettled))]
[JsonSerializable(typeof(FollowUpScheduled))]
[JsonSerializable(typeof(MachineNoticed))]
[JsonSerializable(typeof(Conversation))]
[JsonSerializable(typeof(MessageAftermath))]
[JsonSerializable(typeof(LastMessage))]
internal sealed partial class ConversationJson : JsonSerializerContext;
