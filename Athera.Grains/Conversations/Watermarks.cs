using Athera.Messages;

namespace Athera.Conversations;

/// <summary>
/// Takes in that the contact got, or saw, everything up to a point. Messages the state no longer follows stay as they are: that many
/// are not sent between two of these.
/// </summary>
internal static class Watermarks
{
    /// <summary>Everything up to a time.</summary>
    public static void MoveUpTo(this Draft draft, DateTimeOffset upTo, MessageState reached, DateTimeOffset at, Circumstances now)
    {
        foreach (var delivery in draft.State.Deliveries)
        {
            if (TimeOf(delivery) <= upTo)
                draft.Reach(delivery, reached, at, now);
        }
        var known = reached == MessageState.Read ? draft.State.ReadUpTo : draft.State.DeliveredUpTo;
        if (known is null || upTo > known)
            draft.Raise(new WatermarkMoved(reached, upTo));
    }

    /// <summary>Everything up to a message.</summary>
    public static void MoveThrough(this Draft draft, long message, MessageState reached, DateTimeOffset at, Circumstances now)
    {
        foreach (var delivery in draft.State.Deliveries)
        {
            if (delivery.Message <= message)
                draft.Reach(delivery, reached, at, now);
        }
    }

    /// <summary>A message that turns out to have been sent counts too, if it was sent before a point known already.</summary>
    public static void Soak(this Draft draft, long message, Circumstances now)
    {
        var state = draft.State;
        if (state.Deliveries.FirstOrDefault(d => d.Message == message) is not { } delivery || TimeOf(delivery) is not { } time)
            return;
        if (time <= state.DeliveredUpTo)
            draft.Reach(delivery, MessageState.Delivered, state.DeliveredUpTo.Value, now);
        if (time <= state.ReadUpTo)
            draft.Reach(draft.State.Deliveries.First(d => d.Message == message), MessageState.Read, state.ReadUpTo.Value, now);
    }

    // By the provider's clock where it tells one; else by when the call for it began, which is before it was sent.
    private static DateTimeOffset? TimeOf(MessageAftermath delivery) => delivery.SentAt ?? delivery.AttemptedAt;

    // Only what the provider took has reached anybody, and no such point proves that a message arrived of which it said that it failed.
    private static void Reach(this Draft draft, MessageAftermath delivery, MessageState reached, DateTimeOffset at, Circumstances now)
    {
        if (delivery is { ExternalId: { } id, State: not MessageState.Failed } && delivery.IsNews(reached))
        {
            draft.Raise(new ReceiptRecorded(
                delivery.Message, id, reached, at < now.Now ? at : now.Now, null, Sending.Beyond(delivery, reached)));
        }
    }
}
