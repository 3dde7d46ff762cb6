using Athera.Messages;

namespace Athera.Conversations;

// What the contact was last offered to choose from.
public sealed partial record Conversation
{
    /// <summary>The choices offered by the newest message to the contact, until it has chosen.</summary>
    public Choices? Offered { get; init; }

    private Conversation Offer(ConversationEvent? @event) => @event switch
    {
        MessageQueued e => this with { Offered = e.Content.Choices },
        MessageEchoed => this with { Offered = null },
        MessageReceived { Content.Payload: not null } => this with { Offered = null },
        _ => this,
    };
}
