namespace Athera.Conversations;

/// <summary>What a conversation owes a contact who sent a cart: exactly one order for each.</summary>
internal static class CartObligation
{
    /// <summary>No order was made: the message was taken back first.</summary>
    public const string TakenBack = "taken_back";

    /// <summary>Begins with the first cart, unless that is under way.</summary>
    public static void PassCarts(this Draft draft, Circumstances now)
    {
        if (draft.State.Carts is { } owed
            && (owed.RetryAt is not { } at || now.HasCome(at, now.Patience.Cart) || !now.IsAlive(owed.Silo)))
            draft.Raise(new CartPassing(owed.First, now.Now + now.Patience.Cart, now.Silo));
    }

    /// <summary>
    /// Takes in what became of the first cart, and begins with the next. Empty when it is not the first any more, or when another came
    /// that <paramref name="next"/> does not know of: then it has to be looked for again.
    /// </summary>
    /// <param name="state">The conversation.</param>
    /// <param name="message">The message that brought it.</param>
    /// <param name="next">The message that brought the next one.</param>
    /// <param name="order">The order.</param>
    /// <param name="fault">Why there is none.</param>
    /// <param name="now">The circumstances.</param>
    public static Draft Passed(Conversation state, long message, long? next, OrderId? order, string? fault, Circumstances now)
    {
        var draft = new Draft(state);
        if (state.Carts is not { } owed || owed.First != message || (next is null && owed.Last != message))
            return draft;
        return draft.Raise(new CartPassed(message, next, order, fault)).Proceed(now);
    }
}
