using Athera.Api.Conversations;

namespace Athera.Api.Inbox;

/// <summary>What the inbox hub calls on its clients.</summary>
public interface IInboxClient
{
    /// <summary>What happened, in order.</summary>
    Task Events(EventBatch batch);

    /// <summary>Somebody else is writing in a conversation this connection has open.</summary>
    Task Typing(TypingNotice notice);

    /// <summary>An agent is writing in a conversation this connection has open. It has no position and is not brought again.</summary>
    Task Draft(DraftNotice notice);
}

/// <summary>A stretch of the feed.</summary>
/// <param name="Events">What happened, oldest first; each has its position.</param>
/// <param name="Position">The cursor to subscribe with after a reconnect. May lie beyond the last event.</param>
public sealed record EventBatch(IReadOnlyList<EventBody> Events, long Position);

/// <summary>Somebody is writing.</summary>
/// <param name="ConversationId">Where.</param>
/// <param name="User">Who; opaque. Of the contact itself it is <c>contact</c>.</param>
public sealed record TypingNotice(ConversationId ConversationId, string User);

/// <summary>
/// What a model has written of an answer so far: unchecked, and perhaps never sent. Told a few times a second while it grows. Each holds
/// the whole text up to 8,000 characters, so that a lost one does no harm.
/// </summary>
/// <param name="ConversationId">Where.</param>
/// <param name="Turn">Of which turn: the sequence of its <c>turn.started</c>. A greater one takes the place of a smaller one.</param>
/// <param name="Number">Grows within the turn; a notice whose number is not greater than the last one's is to be passed over.</param>
/// <param name="Text">The text so far; empty where the model began anew.</param>
/// <param name="Over">Nothing more is written: take the draft away. An answer comes as a message of its own. The event <c>turn.ended</c>
/// says the same, should this notice be lost.</param>
public sealed record DraftNotice(ConversationId ConversationId, long Turn, long Number, string Text, bool Over)
{
    /// <summary>Says which it is and nothing of the text.</summary>
    public override string ToString() => $"DraftNotice({ConversationId}, {Turn}, {Number})";
}

/// <summary>What a connection wants to hear of; everything of its tenant when nothing is said.</summary>
public sealed record InboxView
{
    /// <summary>Only this conversation.</summary>
    public ConversationId? ConversationId { get; init; }
}

/// <summary>A message written in the inbox.</summary>
public sealed record OutgoingMessage
{
    /// <summary>What it says, 1 to 16,384 characters; sent as several messages where one does not carry it.</summary>
    public string Text { get; init; } = "";

    /// <summary>Says nothing of what is sent.</summary>
    public override string ToString() => nameof(OutgoingMessage);
}

/// <summary>A conversation as it was when it was opened.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Messages">Opened without a cursor: its last 50 messages, newest first.</param>
/// <param name="Events">Opened with a cursor: what happened after it, oldest first, at most 200.</param>
/// <param name="Sequence">The cursor to open it with next time. Repeat while it lies before the conversation's own sequence.</param>
public sealed record OpenedConversation(
    ConversationBody Conversation, IReadOnlyList<MessageBody> Messages, IReadOnlyList<EventBody> Events, long Sequence);
