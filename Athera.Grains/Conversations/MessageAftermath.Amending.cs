using Athera.Messages;

namespace Athera.Conversations;

// What people and the media fetch do to a message. Times are the provider's; at the same one the greater id of the notice counts, so that
// every silo and every order of arrival chooses the same.
public sealed partial record MessageAftermath
{
    /// <summary>Wordings remembered of one message; Channels let an author change one for some minutes.</summary>
    public const int MaxWordings = 20;

    /// <summary>Takes in an event about the message; one that is about something else changes nothing.</summary>
    /// <param name="event">The event.</param>
    /// <param name="sequence">Its place in the conversation.</param>
    public MessageAftermath Apply(ConversationEvent @event, long sequence) => @event switch
    {
        ReceiptRecorded e => With(e.State, e.At, e.ExternalId, e.Fault),
        MessageEdited e => Edited(e, sequence),
        MessageDeleted e => Deleted(e),
        MessageReacted e => Reacted(e),
        MediaSettled e => Settled(e),
        _ => this,
    };

    /// <summary>The message that an event amends, if it amends one.</summary>
    public static long? TargetOf(ConversationEvent @event) => @event switch
    {
        ReceiptRecorded e => e.Message,
        MessageEdited e => e.Message,
        MessageDeleted e => e.Message,
        MessageReacted e => e.Message,
        MediaSettled e => e.Message,
        _ => null,
    };

    /// <summary>Whether a sign, or its removal, is newer than what is known of its author.</summary>
    public bool IsNewest(AuthorKind by, DateTimeOffset at, string noticeId) =>
        Reactions?.FirstOrDefault(r => r.By.Kind == by) is not { } known || IsLater(at, noticeId, known.At, known.NoticeId);

    /// <summary>Whether a change was made after this one that is known already.</summary>
    public bool IsSuperseded(DateTimeOffset at, string noticeId) =>
        Revision is not null && !IsLater(at, noticeId, Revision.At, Revision.NoticeId);

    private MessageAftermath Edited(MessageEdited e, long sequence)
    {
        if (DeletedAt is not null)
            return this;
        long[] events = e.Parked is { } parked ? [parked, sequence] : [sequence];
        return this with
        {
            Wordings = [.. (Wordings ?? []).Concat(events).TakeLast(MaxWordings)],
            Revision = IsSuperseded(e.At, e.NoticeId) ? Revision : new Revision(e.Content, e.At, e.NoticeId),
        };
    }

    private MessageAftermath Deleted(MessageDeleted e) => DeletedAt is not null ? this : this with
    {
        DeletedAt = e.At,
        Revision = null,
        Wordings = null,
        Reactions = null,
        Media = Media?.Select(m => new MediaOutcome(m.Index, MediaState.Removed)).ToList(),
    };

    private MessageAftermath Reacted(MessageReacted e) =>
        DeletedAt is not null || !IsNewest(e.By.Kind, e.At, e.NoticeId) ? this : this with
        {
            Reactions =
            [
                .. (Reactions ?? []).Where(r => r.By.Kind != e.By.Kind),
                new ReactionMark(e.By, e.Emoji, e.At, e.NoticeId),
            ],
        };

    private MessageAftermath Settled(MediaSettled e) => DeletedAt is not null ? this : this with
    {
        Media =
        [
            .. (Media ?? []).Where(m => m.Index != e.Index)
                .Append(new MediaOutcome(e.Index, e.State, e.ContentType, e.Bytes, e.Blob, e.HasThumbnail, e.Fault))
                .OrderBy(m => m.Index),
        ],
    };

    private static bool IsLater(DateTimeOffset at, string id, DateTimeOffset knownAt, string knownId) =>
        at != knownAt ? at > knownAt : string.CompareOrdinal(id, knownId) > 0;
}

/// <summary>What a message says since its author changed it.</summary>
/// <param name="Content">All of it.</param>
/// <param name="At">When, by the provider's clock.</param>
/// <param name="NoticeId">The provider's id of the change.</param>
public sealed record Revision(MessageContent Content, DateTimeOffset At, string NoticeId)
{
    /// <summary>Says when only.</summary>
    public override string ToString() => $"Revision({At:O})";
}

/// <summary>A sign somebody put on a message, or that it was taken away: an older one may still come.</summary>
/// <param name="By">Who; one of each kind, since a conversation has one contact and one business.</param>
/// <param name="Emoji">The sign; <see langword="null"/> when it was taken away.</param>
/// <param name="At">When, by the provider's clock.</param>
/// <param name="NoticeId">The provider's id of it.</param>
public sealed record ReactionMark(Author By, string? Emoji, DateTimeOffset At, string NoticeId)
{
    /// <summary>Says who only.</summary>
    public override string ToString() => $"ReactionMark({By.Kind})";
}

/// <summary>What became of a file of a message.</summary>
/// <param name="Index">Its place in the message, from 0.</param>
/// <param name="State">Whether its bytes can be had.</param>
/// <param name="ContentType">Its type, found from the bytes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Blob">The blob it is kept as.</param>
/// <param name="HasThumbnail">There is a small picture of it.</param>
/// <param name="Fault">Why it is not here.</param>
public sealed record MediaOutcome(
    int Index, MediaState State, string? ContentType = null, long? Bytes = null, string? Blob = null, bool HasThumbnail = false,
    Fault? Fault = null);
