using Athera.Inbox;
using Athera.Journal;
using Athera.Keys;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>Turns what happened in a conversation into what followers of the feed are told.</summary>
public static class FeedEvents
{
    /// <summary>A stored event as told.</summary>
    public static InboxEvent View(TenantKey conversation, StoredEvent stored, SubjectKey key)
    {
        var id = new MessageId(new ConversationId(conversation.Id), stored.Sequence);
        var @event = Transcript.Open(conversation, stored, key);
        var told = new InboxEvent
        {
            Position = stored.Position,
            ConversationId = id.Conversation,
            Sequence = stored.Sequence,
            Kind = stored.Kind,
            At = stored.OccurredAt,
            Message = Transcript.View(id, @event, null, default, stored.CommittedAt),
        };
        MessageId About(long message) => id with { Sequence = message };
        return @event switch
        {
            SendAttempted e => told with { MessageId = About(e.Message), State = MessageState.Attempting },
            SendSettled e => told with { MessageId = About(e.Message), State = e.Reached ?? StateOf(e.Result), Fault = e.Fault },
            EvidenceSought e => told with { MessageId = About(e.Message), State = MessageState.Unknown },
            EvidenceMissed e => told with { MessageId = About(e.Message), State = MessageState.Unknown, Fault = e.Fault },
            ReceiptRecorded e => told with
            {
                MessageId = About(e.Message),
                State = e.Reached ?? e.State,
                Fault = e.Reached is null ? e.Fault : null,
            },
            MessageEdited e => told with
            {
                MessageId = About(e.Message),
                Data = Data(("text", e.Content.Text), ("at", e.At.ToString("O")), ("superseded", e.Superseded ? "true" : null)),
            },
            MessageDeleted e => told with { MessageId = About(e.Message), Data = Data(("at", e.At.ToString("O"))) },
            MessageReacted e => told with
            {
                MessageId = About(e.Message),
                Data = Data(("by", Name(e.By.Kind)), ("emoji", e.Emoji), ("at", e.At.ToString("O"))),
            },
            MediaSettled e => told with
            {
                MessageId = About(e.Message),
                Fault = e.Fault,
                Data = Data(("index", e.Index), ("state", Name(e.State)), ("contentType", e.ContentType), ("bytes", e.Bytes),
                    ("hasThumbnail", e.HasThumbnail ? "true" : "false")),
            },
            WatermarkMoved e => told with { State = e.State, Data = Data(("upTo", e.UpTo.ToString("O"))) },
            ConsentChanged e => told with
            {
                User = e.User,
                Data = Data(("scope", Name(e.Scope)), ("granted", e.Granted ? "true" : "false"), ("how", e.How), ("at", e.At.ToString("O"))),
            },
            CartPassed e => told with
            {
                MessageId = About(e.Message),
                Data = Data(("order", e.Order)),
                Fault = e.Fault is null ? null : new Fault(e.Fault),
            },
            TurnStarted e => told with { Data = Data(("turn", stored.Sequence), ("agent", e.Agent)) },
            TurnEnded e => told with
            {
                Data = Data(("turn", e.Turn), ("ending", e.Ending.ToString().ToLowerInvariant()), ("model", e.Model)),
                Fault = e.Fault is null ? null : new Fault(e.Fault),
            },
            ResponderChanged e => told with
            {
                User = e.User,
                Data = Data(("responder", e.Responder.ToString().ToLowerInvariant()), ("reason", e.Reason)),
            },
            ConversationAssigned e => told with { User = e.User, Data = Data(("assignee", e.Assignee), ("team", e.Team)) },
            StatusChanged e => told with { User = e.User, Data = Data(("status", e.Status.ToString().ToLowerInvariant())) },
            LabelsSet e => told with { User = e.User, Data = Data(("labels", string.Join(",", e.Labels))) },
            NoteAdded e => told with { User = e.User },
            _ => StepFeed.Tell(told, @event),
        };
    }

    private static MessageState StateOf(Channels.SendResult result) => result switch
    {
        Channels.SendResult.Accepted => MessageState.Sent,
        Channels.SendResult.Refused => MessageState.Failed,
        Channels.SendResult.Deferred => MessageState.Queued,
        _ => MessageState.Unknown,
    };

    internal static string Name<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    internal static Dictionary<string, string> Data(params ReadOnlySpan<(string Name, object? Value)> parts)
    {
        var data = new Dictionary<string, string>(parts.Length);
        foreach (var (name, value) in parts)
        {
            if (value is not null)
                data[name] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}");
        }
        return data;
    }
}
