using Athera.Tasks;

namespace Athera.Conversations;

/// <summary>What a conversation owes its people when nobody knows whether a tool had its effect: exactly one task for each such call.</summary>
internal static class CheckObligation
{
    /// <summary>Tasks that may be owed at once. More calls than these are never under way, so that only a store that takes none fills it.</summary>
    public const int MaxOwed = 32;

    /// <summary>What people are asked to do about a call.</summary>
    public static string TextOf(string tool, string call) =>
        $"The agent began {tool} ({call}), and it is not known whether it was done. Please check before you do it again.";

    /// <summary>Owes one.</summary>
    public static void OweCheck(this Draft draft, long turn, TurnCall call)
    {
        if (draft.State.Checks.Length < MaxOwed && draft.State.Checks.All(c => c.Call != call.Id))
            draft.Raise(new CheckOwed(turn, call.Id, call.Tool));
    }

    /// <summary>Begins with the first, unless that is under way.</summary>
    public static void PassChecks(this Draft draft, Circumstances now)
    {
        if (draft.State.Checks is [var owed, ..]
            && (owed.RetryAt is not { } at || now.HasCome(at, now.Patience.Check) || !now.IsAlive(owed.Silo)))
            draft.Raise(new CheckPassing(owed.Call, now.Now + now.Patience.Check, now.Silo));
    }

    /// <summary>Takes in what became of the first, and begins with the next. Empty when it is not the first any more.</summary>
    public static Draft Passed(Conversation state, string call, TaskId? task, string? fault, Circumstances now)
    {
        var draft = new Draft(state);
        return state.Checks is [var owed, ..] && owed.Call == call ? draft.Raise(new CheckPassed(call, task, fault)).Proceed(now) : draft;
    }

    /// <summary>The task.</summary>
    /// <param name="owed">What is owed.</param>
    /// <param name="conversation">Where it comes from.</param>
    /// <param name="contact">Whom it is about.</param>
    public static CreateTask TaskOf(OwedCheck owed, ConversationId conversation, ContactId contact) => new()
    {
        Title = $"Find out whether {owed.Tool} was done",
        Text = TextOf(owed.Tool, owed.Call),
        Contact = contact,
        Conversation = conversation,
        // The key a service was given with the call, by which it may be found there.
        Origin = new Origin(OriginKind.UnknownEffect, null, owed.Turn, $"{conversation}.{owed.Call}"),
    };
}
