using Athera.Channels;
using Athera.Contacts;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>The author changed a message.</summary>
/// <param name="Message">The message.</param>
/// <param name="NoticeId">The provider's id of the change.</param>
/// <param name="Content">What it says now; emptied when the message is taken back.</param>
/// <param name="At">When, by the provider's clock.</param>
/// <param name="Parked">The event that kept the change until its message came, if it came first.</param>
/// <param name="Superseded">It came after one that was made later: it is history only.</param>
public sealed record MessageEdited(
    long Message, string NoticeId, MessageContent Content, DateTimeOffset At, long? Parked = null, bool Superseded = false)
    : ConversationEvent;

/// <summary>The author took a message back. What was stored of its words is overwritten in the same commit.</summary>
/// <param name="Message">The message.</param>
/// <param name="NoticeId">The provider's id of it.</param>
/// <param name="At">When, by the provider's clock.</param>
/// <param name="Inbound">The contact had written it.</param>
/// <param name="Blobs">The files to be removed.</param>
public sealed record MessageDeleted(
    long Message, string NoticeId, DateTimeOffset At, bool Inbound, IReadOnlyList<string>? Blobs = null) : ConversationEvent;

/// <summary>Somebody put a sign on a message, or took it away.</summary>
/// <param name="Message">The message.</param>
/// <param name="NoticeId">The provider's id of it.</param>
/// <param name="By">Who.</param>
/// <param name="Emoji">The sign; <see langword="null"/> when it was taken away.</param>
/// <param name="At">When, by the provider's clock.</param>
public sealed record MessageReacted(long Message, string NoticeId, Author By, string? Emoji, DateTimeOffset At) : ConversationEvent;

/// <summary>What became of a file of a message.</summary>
/// <param name="Message">The message.</param>
/// <param name="Index">The file's place in it, from 0.</param>
/// <param name="State">Whether its bytes can be had.</param>
/// <param name="ContentType">Its type, found from the bytes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Blob">The blob it is kept as.</param>
/// <param name="HasThumbnail">There is a small picture of it.</param>
/// <param name="Fault">Why it is not here.</param>
public sealed record MediaSettled(
    long Message, int Index, MediaState State, string? ContentType = null, long? Bytes = null, string? Blob = null,
    bool HasThumbnail = false, Fault? Fault = null) : ConversationEvent;

/// <summary>Somebody of the tenant wrote to the contact elsewhere, such as in the business's phone app.</summary>
public sealed record MessageEchoed : ConversationEvent
{
    /// <summary>The provider's id.</summary>
    public required string ExternalId { get; init; }

    /// <summary>What it says.</summary>
    public required MessageContent Content { get; init; }

    /// <summary>By the provider's clock.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>By the silo's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The contact has written since: it does not answer what the contact waits for.</summary>
    public bool Late { get; init; }

    /// <summary>The event that kept it until it was clear that Athera did not send it, if it was kept.</summary>
    public long? Parked { get; init; }
}

/// <summary>Something came about a message that has not come itself; it takes effect when the message comes.</summary>
/// <param name="Notice">What.</param>
public sealed record NoticeParked(ParkedNotice Notice) : ConversationEvent;

/// <summary>What waited no longer has to: it turned out to be about a message of Athera's own.</summary>
/// <param name="NoticeId">The provider's id of it.</param>
public sealed record NoticeDropped(string NoticeId) : ConversationEvent;

/// <summary>The contact is reached by other addresses from now on; the old ones stay its own.</summary>
/// <param name="Addresses">The new ones, the most stable first.</param>
/// <param name="NoticeId">The provider's id of the change.</param>
public sealed record AddressChanged(IReadOnlyList<Address> Addresses, string NoticeId) : ConversationEvent;

/// <summary>The contact got, or saw, everything sent up to a time: what turns out later to have been sent before counts too.</summary>
/// <param name="State">Delivered or read.</param>
/// <param name="UpTo">Up to when, by the provider's clock.</param>
public sealed record WatermarkMoved(MessageState State, DateTimeOffset UpTo) : ConversationEvent;

/// <summary>The contact said what it wants to be sent over this channel account.</summary>
/// <param name="Scope">What about.</param>
/// <param name="Granted">Whether it may be sent.</param>
/// <param name="How">How it was said, one of <see cref="ConsentWays"/>.</param>
/// <param name="At">When, by the provider's clock.</param>
/// <param name="NoticeId">The provider's id of it, if it came as a notice.</param>
public sealed record ConsentChanged(
    ConsentScope Scope, bool Granted, string How, DateTimeOffset At, string? NoticeId = null) : ConversationEvent;

/// <summary>How a contact says what it wants to be sent. The words are stored: never change or reuse one.</summary>
public static class ConsentWays
{
    /// <summary>By a word such as STOP.</summary>
    public const string Keyword = "keyword";

    /// <summary>By a setting of the channel.</summary>
    public const string Preference = "preference";
}
