using Athera.Messages;

namespace Athera.Conversations;

/// <summary>What events hold of the words of a message, and how it is taken out of them.</summary>
public static class Wording
{
    /// <summary>What a message says, or <see langword="null"/> if the event brings none.</summary>
    public static MessageContent? Of(ConversationEvent @event) => @event switch
    {
        MessageReceived e => e.Content,
        MessageQueued e => e.Content,
        MessageEchoed e => e.Content,
        _ => null,
    };

    /// <summary>Only what kind of message it was.</summary>
    public static MessageContent Emptied(MessageContent content) => new() { Kind = content.Kind };

    /// <summary>The event without the words; folded, it leads where the whole one would once the message is taken back.</summary>
    public static ConversationEvent Emptied(ConversationEvent @event) => @event switch
    {
        MessageReceived e => e with { Content = Emptied(e.Content), ReplyTo = null },
        MessageQueued e => e with { Content = Emptied(e.Content) },
        MessageEchoed e => e with { Content = Emptied(e.Content) },
        MessageEdited e => e with { Content = Emptied(e.Content) },
        NoticeParked { Notice: { Content: { } content } notice } => new NoticeParked(notice with { Content = Emptied(content) }),
        _ => @event,
    };
}
