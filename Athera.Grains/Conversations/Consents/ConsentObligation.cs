namespace Athera.Conversations;

/// <summary>What a conversation owes the contact's own record.</summary>
internal static class ConsentObligation
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);

    /// <summary>Begins to bring what is owed, unless that is under way.</summary>
    public static void PassConsents(this Draft draft, Circumstances now)
    {
        var state = draft.State;
        if (!state.ConsentsOwed.IsEmpty && (state.ConsentsRetryAt is not { } at || now.HasCome(at, Retry)))
            draft.Raise(new ConsentPassing(state.ConsentsOwed[^1].Sequence, now.Now + Retry));
    }

    /// <summary>Takes in that it was brought.</summary>
    public static Draft Passed(Conversation state, long through)
    {
        var draft = new Draft(state);
        return state.ConsentsOwed.Any(o => o.Sequence <= through) ? draft.Raise(new ConsentPassed(through)) : draft;
    }
}
