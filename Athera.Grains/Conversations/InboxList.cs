using System.Text.Json;
using Athera.Journal;
using Athera.Keys;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>Turns a conversation into its line of the inbox list, and a stored line into what is shown.</summary>
public static class InboxList
{
    /// <summary>Whether the line changes.</summary>
    public static bool Differs(Conversation before, Conversation after) =>
        before.Last != after.Last || before.Status != after.Status || before.Responder != after.Responder
        || before.Assignee != after.Assignee || before.Team != after.Team || before.Labels != after.Labels
        || before.Unread != after.Unread || before.WaitingSince != after.WaitingSince
        || before.WindowClosesAt != after.WindowClosesAt || !before.Exists;

    /// <summary>The line to store.</summary>
    public static ConversationRow Row(TenantKey key, Conversation state, SubjectKey sealing) => new()
    {
        Id = new ConversationId(key.Id),
        Contact = state.Contact,
        Account = state.Account,
        Channel = state.Channel,
        Status = state.Status,
        Responder = state.Responder,
        Assignee = state.Assignee,
        Team = state.Team,
        Labels = state.Labels,
        Unread = state.Unread,
        WaitingSince = state.WaitingSince,
        WindowClosesAt = state.WindowClosesAt,
        LastMessage = state.Last is null
            ? default
            : sealing.Seal(JsonSerializer.SerializeToUtf8Bytes(state.Last, ConversationJson.Default.LastMessage), Context(key)),
    };

    /// <summary>A stored line as shown. Without its contact's key, which erasure destroys, its text is gone.</summary>
    public static ConversationView View(TenantKey key, StoredConversation stored, SubjectKey? opening) => new()
    {
        Id = stored.Row.Id,
        ContactId = stored.Row.Contact,
        ChannelAccountId = stored.Row.Account,
        Channel = stored.Row.Channel,
        Status = stored.Row.Status,
        Responder = stored.Row.Responder,
        Assignee = stored.Row.Assignee,
        Team = stored.Row.Team,
        Labels = stored.Row.Labels,
        Unread = stored.Row.Unread,
        LastMessage = stored.Row.LastMessage.IsEmpty || opening is null
            ? null
            : View(stored.Row.Id, JsonSerializer.Deserialize(
                opening.Open(stored.Row.LastMessage.Span, Context(key)), ConversationJson.Default.LastMessage)),
        WaitingSince = stored.Row.WaitingSince,
        WindowClosesAt = stored.Row.WindowClosesAt,
        Position = stored.Position,
        Sequence = stored.Sequence,
    };

    /// <summary>A conversation as a command left it.</summary>
    public static ConversationView View(ConversationId id, Conversation state) => new()
    {
        Id = id,
        ContactId = state.Contact,
        ChannelAccountId = state.Account,
        Channel = state.Channel,
        Status = state.Status,
        Responder = state.Responder,
        Assignee = state.Assignee,
        Team = state.Team,
        Labels = state.Labels,
        Unread = state.Unread,
        LastMessage = View(id, state.Last),
        WaitingSince = state.WaitingSince,
        WindowClosesAt = state.WindowClosesAt,
        Position = 0,
        Sequence = state.Sequence,
    };

    private static MessageView? View(ConversationId id, LastMessage? last) => last is null ? null : new MessageView
    {
        Id = new MessageId(id, last.Message),
        ConversationId = id,
        Position = last.Message,
        Direction = last.Direction,
        Kind = last.Kind,
        Text = last.Text,
        Author = last.By,
        State = last.Direction != MessageDirection.Out ? MessageState.Received
            : last.By.Kind == AuthorKind.External ? MessageState.Sent : MessageState.Queued,
        ReceivedAt = last.At,
        CommittedAt = last.At,
        EditedAt = last.EditedAt,
        DeletedAt = last.DeletedAt,
    };

    // The line is one per conversation and is replaced as a whole, so it has no sequence of its own.
    private static SealContext Context(TenantKey key) => new(key.Tenant, key.Id, 0, SealPurpose.LastMessage);
}
