using Athera.Messages;

namespace Athera.Conversations;

/// <summary>Something about a message that has not come yet, as it is kept until then.</summary>
/// <param name="Kind">What.</param>
/// <param name="NoticeId">The provider's id of it.</param>
/// <param name="Target">The provider's id of the message.</param>
/// <param name="At">When, by the provider's clock.</param>
/// <param name="Content">What an edit or an echo says.</param>
/// <param name="Emoji">The sign of a reaction, if it was not taken away.</param>
/// <param name="State">How far a watermark says the message came.</param>
public sealed record ParkedNotice(
    ParkedKind Kind, string NoticeId, string Target, DateTimeOffset At, MessageContent? Content = null, string? Emoji = null,
    MessageState? State = null)
{
    /// <summary>Says what it is only.</summary>
    public override string ToString() => $"ParkedNotice({Kind})";
}

/// <summary>A parked notice and the event that parked it.</summary>
/// <param name="Sequence">The event.</param>
/// <param name="Notice">The notice.</param>
public sealed record Parked(long Sequence, ParkedNotice Notice);

/// <summary>What may wait for its message. The numbers are stored: never change or reuse one.</summary>
public enum ParkedKind : short
{
    /// <summary>A change of the message.</summary>
    Edit = 1,

    /// <summary>The message was taken back.</summary>
    Deletion = 2,

    /// <summary>A sign on the message.</summary>
    Reaction = 3,

    /// <summary>The message, and all before it, was delivered or read.</summary>
    Watermark = 4,

    /// <summary>The message itself, told while a send of ours was under way whose id is not known: either it is that one, or another's.</summary>
    Echo = 5,
}
