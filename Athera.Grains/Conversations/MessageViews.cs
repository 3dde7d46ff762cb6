using Athera.Messages;

namespace Athera.Conversations;

/// <summary>A message as shown to its tenant, put together from its event and its aftermath.</summary>
internal static class MessageViews
{
    /// <summary>One from the contact.</summary>
    public static MessageView Of(MessageId id, MessageReceived e, ContactId contact) => new()
    {
        Id = id,
        ConversationId = id.Conversation,
        Position = id.Sequence,
        Direction = MessageDirection.In,
        Kind = e.Content.Kind,
        ReplyTo = e.ReplyTo,
        Author = new Author(AuthorKind.Contact, contact == default ? null : contact.ToString()),
        ExternalId = e.ExternalId,
        State = MessageState.Received,
        SentAt = e.SentAt,
        ReceivedAt = e.ReceivedAt,
        CommittedAt = e.ReceivedAt,
        Late = e.Late,
    };

    /// <summary>One to the contact.</summary>
    public static MessageView Of(MessageId id, MessageQueued e, MessageAftermath? aftermath) =>
        Out(id, e.Content.Kind, e.Author, e.QueuedAt, aftermath) with
        {
            State = aftermath?.State ?? MessageState.Queued,
            ExternalId = aftermath?.ExternalId,
        };

    /// <summary>One to the contact that was written elsewhere.</summary>
    public static MessageView Of(MessageId id, MessageEchoed e, MessageAftermath? aftermath) =>
        Out(id, e.Content.Kind, new Author(AuthorKind.External, null), e.ReceivedAt, aftermath) with
        {
            State = aftermath?.State ?? MessageState.Sent,
            ExternalId = e.ExternalId,
            SentAt = aftermath?.SentAt ?? e.SentAt,
            Late = e.Late,
        };

    /// <summary>A note.</summary>
    public static MessageView Of(MessageId id, NoteAdded e) => new()
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
        CommittedAt = e.At,
    };

    /// <summary>With what it says, as it is now. Of one that was taken back nothing is shown but that it was.</summary>
    public static MessageView After(
        this MessageView view, MessageContent recorded, MessageAftermath? aftermath, DateTimeOffset committedAt)
    {
        view = view with { CommittedAt = committedAt, DeletedAt = aftermath?.DeletedAt };
        if (aftermath?.DeletedAt is not null)
            return view with { ReplyTo = null };
        var content = aftermath?.Revision?.Content ?? recorded;
        return view with
        {
            Text = content.Text,
            Payload = content.Payload,
            Media = Files(recorded, aftermath),
            Parts = Parts(content),
            Reactions = aftermath?.Reactions is { } marks
                ? [.. marks.Where(m => m.Emoji is not null).Select(m => new Reaction(m.By, m.Emoji!, m.At))]
                : [],
            EditedAt = aftermath?.Revision?.At,
        };
    }

    private static MessageView Out(
        MessageId id, MessageKind kind, Author author, DateTimeOffset at, MessageAftermath? aftermath) => new()
        {
            Id = id,
            ConversationId = id.Conversation,
            Position = id.Sequence,
            Direction = MessageDirection.Out,
            Kind = kind,
            Author = author,
            State = MessageState.Queued,
            Fault = aftermath?.Fault,
            SentAt = aftermath?.SentAt,
            ReceivedAt = at,
            CommittedAt = at,
        };

    // An edit changes the words and never the files.
    private static List<MediaView> Files(MessageContent recorded, MessageAftermath? aftermath)
    {
        var files = new List<MediaView>(recorded.Media.Count);
        for (var i = 0; i < recorded.Media.Count; i++)
        {
            var (part, outcome) = (recorded.Media[i], aftermath?.Media?.FirstOrDefault(m => m.Index == i));
            files.Add(new MediaView
            {
                Index = i,
                Kind = part.Kind,
                State = outcome?.State ?? (part.Blob is null ? MediaState.Pending : MediaState.Stored),
                ContentType = outcome?.ContentType ?? part.ContentType,
                FileName = part.FileName,
                Bytes = outcome?.Bytes,
                Fault = outcome?.Fault,
                HasThumbnail = outcome?.HasThumbnail ?? false,
            });
        }
        return files;
    }

    private static MessageContent? Parts(MessageContent content) =>
        content is { Place: null, Cards.Count: 0, Cart: null, Referral: null, Forwarded: false, Choices: null, Template: null }
            ? null
            : content with { Text = null, Payload = null, Raw = null, Media = [] };
}
