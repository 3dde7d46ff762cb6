namespace Athera.Conversations;

// How fast the contact was written to.
public sealed partial record Conversation
{
    /// <summary>Up to when the rate at which this contact may be written to is used up.</summary>
    public DateTimeOffset? PairPaidAt { get; init; }

    private Conversation Pace(ConversationEvent? @event) =>
        @event is SendAttempted { PaidAt: { } paid } ? this with { PairPaidAt = paid } : this;
}
