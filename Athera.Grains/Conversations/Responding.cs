namespace Athera.Conversations;

/// <summary>
/// Keeps who answers a conversation in step with its channel account: where only people answer, it waits for one of them, and shows it.
/// </summary>
internal static class Responding
{
    /// <summary>Why nobody answers: no agent is to answer on the account.</summary>
    public const string NoAgent = "no_agent";

    private const string AgentNamed = "agent_named";

    /// <summary>
    /// Takes in whether an agent is to answer on the account by now. A turn under way comes to its end first; whoever a person or a turn
    /// has handed the conversation to keeps it.
    /// </summary>
    public static void FollowAccount(this Draft draft, Circumstances now)
    {
        var state = draft.State;
        if (state.Turn is not null || !state.Exists)
            return;
        if (now.OnlyPeople && state.Responder == Responder.Agent)
            draft.Raise(new ResponderChanged(Responder.Nobody, NoAgent, null));
        else if (!now.OnlyPeople && state.LeftToPeople)
            draft.Raise(new ResponderChanged(Responder.Agent, AgentNamed, null));
    }

    /// <summary>Gives the conversation back to whoever answers on the account when nobody else does.</summary>
    public static void GiveBack(this Draft draft, string user, Circumstances now)
    {
        if (now.OnlyPeople && draft.State.Responder == Responder.User)
            draft.Raise(new ResponderChanged(Responder.Nobody, NoAgent, user));
        else if (!now.OnlyPeople && draft.State.Responder != Responder.Agent)
            draft.Raise(new ResponderChanged(Responder.Agent, "resolved", user));
    }
}
