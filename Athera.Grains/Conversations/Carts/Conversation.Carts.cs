namespace Athera.Conversations;

// The carts of which orders have to be made. However many there are, only the ends of the queue are kept here: those between are
// found in the journal.
public sealed partial record Conversation
{
    /// <summary>The carts of which no order was made yet.</summary>
    public OwedCarts? Carts { get; init; }

    /// <summary>When the first of them is tried again.</summary>
    private DateTimeOffset? CartsDueAt => Carts?.RetryAt;

    private Conversation Collect(ConversationEvent? @event) => @event switch
    {
        MessageReceived { IsOrder: true } => this with
        {
            Carts = Carts is { } owed ? owed with { Last = Sequence } : new OwedCarts(Sequence, Sequence, null, default),
        },
        CartPassing e => Carts is { } owed ? this with { Carts = owed with { RetryAt = e.RetryAt, Silo = e.Silo } } : this,
        CartPassed e => this with { Carts = e.Next is { } next ? new OwedCarts(next, Carts?.Last ?? next, null, default) : null },
        _ => this,
    };
}

/// <summary>Carts of which no order was made yet.</summary>
/// <param name="First">The message that brought the first.</param>
/// <param name="Last">The message that brought the last.</param>
/// <param name="RetryAt">When the first is tried again; <see langword="null"/> before it was tried.</param>
/// <param name="Silo">The silo that tries.</param>
public sealed record OwedCarts(long First, long Last, DateTimeOffset? RetryAt, OpaqueId Silo);
