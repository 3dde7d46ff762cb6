using System.Text.Json;
using Athera.Journal;
using Athera.Keys;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>Turns what is stored of messages into what is shown, and back.</summary>
public static class Transcript
{
    /// <summary>A stored message as shown.</summary>
    public static MessageView View(TenantKey conversation, StoredMessage stored, SubjectKey key, ContactId contact)
    {
        var id = new MessageId(new ConversationId(conversation.Id), stored.Event.Sequence);
        var delivery = stored.Event.Kind == ConversationForm.Queued ? Delivery(conversation, stored, key) : null;
        return View(id, Open(conversation, stored.Event, key), delivery, contact, stored.Event.CommittedAt)
            ?? throw new InvalidOperationException("A transcript holds messages only.");
    }

    /// <summary>The message an event brings, or <see langword="null"/> when it brings none.</summary>
    /// <param name="id">The message.</param>
    /// <param name="event">Its event.</param>
    /// <param name="delivery">For one to the contact: what is known of its way.</param>
    /// <param name="contact">Whose conversation it is; left out where the reader knows.</param>
    /// <param name="committedAt">When it became durable.</param>
    public static MessageView? View(
        MessageId id, ConversationEvent? @event, Delivery? delivery, ContactId contact, DateTimeOffset committedAt) => @event switch
        {
            MessageReceived e => new MessageView
            {
                Id = id,
                ConversationId = id.Conversation,
                Position = id.Sequence,
                Direction = MessageDirection.In,
                Kind = e.Content.Kind,
                Text = e.Content.Text,
                Payload = e.Content.Payload,
                ReplyTo = e.ReplyTo,
                Author = new Author(AuthorKind.Contact, contact == default ? null : contact.ToString()),
                ExternalId = e.ExternalId,
                State = MessageState.Received,
                SentAt = e.SentAt,
                ReceivedAt = e.ReceivedAt,
                CommittedAt = committedAt,
                Late = e.Late,
            },
            MessageQueued e => new MessageView
            {
                Id = id,
                ConversationId = id.Conversation,
                Position = id.Sequence,
                Direction = MessageDirection.Out,
                Kind = e.Content.Kind,
                Text = e.Content.Text,
                Author = e.Author,
                ExternalId = delivery?.ExternalId,
                State = delivery?.State ?? MessageState.Queued,
                Fault = delivery?.Fault,
                SentAt = delivery?.SentAt,
                ReceivedAt = e.QueuedAt,
                CommittedAt = committedAt,
            },
            NoteAdded e => new MessageView
            {
                Id = id,
                ConversationId = id.Conversation,
                Position = id.Sequence,
                Direction = MessageDirection.Note,
                Kind = MessageKind.Text,
                Text = e.Text,
                Author = new Author(AuthorKind.User, e.User),
                State = MessageState.Received,
                ReceivedAt = e.At,
                CommittedAt = committedAt,
            },
            _ => null,
        };

    /// <summary>Opens an event of a conversation; <see langword="null"/> if this build does not know its kind.</summary>
    public static ConversationEvent? Open(TenantKey conversation, StoredEvent stored, SubjectKey key)
    {
        var context = new SealContext(conversation.Tenant, conversation.Id, stored.Sequence, SealPurpose.Event);
        return ConversationForm.Events.Decode(stored.Kind, key.Open(stored.Payload.Span, context));
    }

    /// <summary>What is known of the way of a stored message.</summary>
    public static Delivery Delivery(TenantKey conversation, StoredMessage stored, SubjectKey key)
    {
        if (stored.Overlay is not { } overlay)
            return new Delivery { Message = stored.Event.Sequence, State = MessageState.Queued };
        var context = new SealContext(conversation.Tenant, conversation.Id, stored.Event.Sequence, SealPurpose.Overlay);
        return JsonSerializer.Deserialize(key.Open(overlay.Span, context), ConversationJson.Default.Delivery)!;
    }

    /// <summary>What is known of a message's way, to be stored.</summary>
    public static MessageOverlay Overlay(TenantKey conversation, Delivery delivery, SubjectKey key)
    {
        var context = new SealContext(conversation.Tenant, conversation.Id, delivery.Message, SealPurpose.Overlay);
        var plain = JsonSerializer.SerializeToUtf8Bytes(delivery, ConversationJson.Default.Delivery);
        return new MessageOverlay(conversation.Id, delivery.Message, key.Seal(plain, context));
    }
}
