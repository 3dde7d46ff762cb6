using Athera.Chat;
using Athera.Conversations;
using Athera.Messages;

namespace Athera.Channels.WebChat;

/// <summary>
/// Turns what happened in a conversation into what its visitor sees of it. Everything else - notes, labels, who was assigned, how a
/// send went - is left out by not being named here.
/// </summary>
/// <remarks>
/// A message to the visitor is seen from the first attempt to send it, not from when it was queued: until then it may still be
/// withdrawn. The place of that event is the position, so that positions grow in the order in which messages become visible. What
/// becomes of a message goes into it where it is first shown in the same stretch, and is a change by its own position where it was
/// shown before.
/// </remarks>
internal static class VisitorTranscript
{
    /// <summary>Something that happened, opened.</summary>
    /// <param name="Sequence">Its place.</param>
    /// <param name="Event">What; <see langword="null"/> if this build does not know it.</param>
    public readonly record struct Happened(long Sequence, ConversationEvent? Event);

    /// <summary>A message that was queued before a stretch.</summary>
    /// <param name="Event">The message.</param>
    /// <param name="Aftermath">What became of it since.</param>
    public readonly record struct Earlier(MessageQueued Event, MessageAftermath Aftermath);

    /// <summary>Messages that become visible in a stretch and whose words stand before it.</summary>
    public static IEnumerable<long> Missing(IReadOnlyList<Happened> stretch) => stretch
        .Select(happened => happened.Event).OfType<SendAttempted>().Where(IsFirst).Select(attempt => attempt.Message)
        .Except(stretch.Where(happened => happened.Event is MessageQueued).Select(happened => happened.Sequence));

    /// <summary>What the visitor sees of a stretch.</summary>
    /// <param name="visitor">The visitor.</param>
    /// <param name="conversation">Its conversation.</param>
    /// <param name="stretch">What happened, oldest first.</param>
    /// <param name="earlier">The messages of <see cref="Missing"/>.</param>
    /// <param name="position">Up to where the stretch reaches.</param>
    public static ChatPage Show(
        OpaqueId visitor, ConversationId conversation, IReadOnlyList<Happened> stretch,
        IReadOnlyDictionary<long, Earlier> earlier, long position)
    {
        var queued = new Dictionary<long, (MessageQueued Event, ChatChange? Change)>();
        foreach (var (message, known) in earlier)
            queued[message] = (known.Event, Change(message, known.Aftermath));
        var lines = new List<ChatLine>();
        var changes = new List<ChatChange>();
        bool? answering = null;
        var resolved = false;
        foreach (var (sequence, @event) in stretch)
        {
            switch (@event)
            {
                case MessageReceived e:
                    lines.Add(Line(sequence, sequence, AuthorKind.Contact, e.Content, e.ReceivedAt) with
                    {
                        ClientMessageId = ClientIdOf(visitor, e.ExternalId),
                    });
                    resolved = false;
                    break;
                case MessageQueued e:
                    queued[sequence] = (e, null);
                    break;
                case SendAttempted e when IsFirst(e) && queued.Remove(e.Message, out var message):
                    lines.Add(Line(sequence, e.Message, message.Event.Author.Kind, message.Event.Content, message.Event.QueuedAt)
                        .After(message.Change));
                    answering = false;
                    break;
                case MessageEdited { Superseded: false } e:
                    Take(new ChatChange { Position = sequence, Id = e.Message, Text = e.Content.Text, EditedAt = e.At });
                    break;
                case MessageDeleted e:
                    Take(new ChatChange { Position = sequence, Id = e.Message, Removed = true });
                    break;
                case TurnStarted:
                    answering = true;
                    break;
                case TurnEnded:
                    answering = false;
                    break;
                case StatusChanged e:
                    resolved = e.Status == ConversationStatus.Resolved;
                    break;
            }
        }
        return new ChatPage
        {
            Conversation = conversation,
            Lines = lines,
            Position = position,
            Answering = answering,
            Resolved = resolved,
            Changes = changes,
        };

        void Take(ChatChange change)
        {
            if (lines.FindIndex(line => line.Id == change.Id) is >= 0 and var shown)
                lines[shown] = lines[shown].After(change);
            else if (queued.TryGetValue(change.Id, out var waiting))
                queued[change.Id] = waiting with { Change = change };
            else
                changes.Add(change);
        }
    }

    /// <summary>
    /// The provider's id of a visitor's message. The visitor is part of it: clients choose their ids, and one visitor's must not take
    /// another's.
    /// </summary>
    public static string ExternalId(OpaqueId visitor, string clientMessageId) => $"{visitor}:{clientMessageId}";

    private static string? ClientIdOf(OpaqueId visitor, string externalId) =>
        externalId.StartsWith($"{visitor}:", StringComparison.Ordinal) ? externalId[(externalId.IndexOf(':', StringComparison.Ordinal) + 1)..] : null;

    private static ChatChange? Change(long message, MessageAftermath aftermath) =>
        aftermath is { DeletedAt: null, Revision: null } ? null : new ChatChange
        {
            Position = message,
            Id = message,
            Text = aftermath.Revision?.Content.Text,
            EditedAt = aftermath.Revision?.At,
            Removed = aftermath.DeletedAt is not null,
        };

    private static ChatLine After(this ChatLine line, ChatChange? change) =>
        change is null || line.Removed ? line
        : change.Removed ? line with { Text = null, Files = [], EditedAt = null, Removed = true }
        : line with { Text = change.Text, EditedAt = change.EditedAt };

    private static bool IsFirst(SendAttempted attempt) => attempt.Attempt == 1;

    private static ChatLine Line(long position, long id, AuthorKind author, MessageContent content, DateTimeOffset at) => new()
    {
        Position = position,
        Id = id,
        Author = author,
        Kind = content.Kind,
        Text = content.Text,
        At = at,
        Files = [.. content.Media.Select((part, index) => new ChatFile(index, part.Kind, part.FileName))],
    };
}
