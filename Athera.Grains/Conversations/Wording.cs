using Athera.Messages;

namespace Athera.Conversations;

/// <summary>What events hold of the words of a message.</summary>
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
}
