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
        return View(id, Open(conversation, stored.Event, key), Aftermath(conversation, stored, key), contact, stored.Event.CommittedAt)
            ?? throw new InvalidOperationException("A transcript holds messages only.");
    }

    /// <summary>The message an event brings, or <see langword="null"/> when it brings none.</summary>
    /// <param name="id">The message.</param>
    /// <param name="event">Its event.</param>
    /// <param name="aftermath">What became true of it since, if that is known.</param>
    /// <param name="contact">Whose conversation it is; left out where the reader knows.</param>
    /// <param name="committedAt">When it became durable.</param>
    public static MessageView? View(
        MessageId id, ConversationEvent? @event, MessageAftermath? aftermath, ContactId contact, DateTimeOffset committedAt) =>
        @event switch
        {
            MessageReceived e => MessageViews.Of(id, e, contact).After(e.Content, aftermath, committedAt),
            MessageQueued e => MessageViews.Of(id, e, aftermath).After(e.Content, aftermath, committedAt),
            MessageEchoed e => MessageViews.Of(id, e, aftermath).After(e.Content, aftermath, committedAt),
            NoteAdded e => MessageViews.Of(id, e) with { CommittedAt = committedAt },
            _ => null,
        };

    /// <summary>Opens an event of a conversation; <see langword="null"/> if this build does not know its kind.</summary>
    public static ConversationEvent? Open(TenantKey conversation, StoredEvent stored, SubjectKey key)
    {
        var context = new SealContext(conversation.Tenant, conversation.Id, stored.Sequence, SealPurpose.Event);
        return ConversationForm.Events.Decode(stored.Kind, key.Open(stored.Payload.Span, context));
    }

    /// <summary>What became true of a stored message since it was recorded.</summary>
    public static MessageAftermath Aftermath(TenantKey conversation, StoredMessage stored, SubjectKey key)
    {
        if (stored.Overlay is not { } overlay)
            return MessageAftermath.Of(stored.Event.Sequence, stored.Event.Kind);
        var context = new SealContext(conversation.Tenant, conversation.Id, stored.Event.Sequence, SealPurpose.Overlay);
        return JsonSerializer.Deserialize(key.Open(overlay.Span, context), ConversationJson.Default.MessageAftermath)!;
    }

    /// <summary>What became true of a message, to be stored.</summary>
    public static MessageOverlay Overlay(TenantKey conversation, MessageAftermath aftermath, SubjectKey key)
    {
        var context = new SealContext(conversation.Tenant, conversation.Id, aftermath.Message, SealPurpose.Overlay);
        var plain = JsonSerializer.SerializeToUtf8Bytes(aftermath, ConversationJson.Default.MessageAftermath);
        return new MessageOverlay(conversation.Id, aftermath.Message, key.Seal(plain, context));
    }
}
