namespace Athera.Conversations;

/// <summary>Ends a turn that comes to nothing: a person answers, and is told what nobody knows.</summary>
internal static class Failing
{
    /// <summary>The author of notes Athera writes by itself.</summary>
    public const string Athera = "athera";

    /// <summary>Ends it.</summary>
    /// <param name="draft">The decision.</param>
    /// <param name="end">How it ends; its fault may turn out to be graver.</param>
    /// <param name="now">The circumstances.</param>
    public static Draft Fail(this Draft draft, TurnEnded end, Circumstances now)
    {
        var (turn, unknown) = (draft.State.Turn!, false);
        foreach (var call in turn.Pending.ToList())
        {
            unknown |= call.Acts;
            draft.GiveUp(turn.Id, call, now);
        }
        end = end with { Ending = TurnEnding.Failed, Fault = unknown ? TurnFaults.OutcomeUnknown : end.Fault };
        return draft.Raise(end).Raise(new ResponderChanged(Responder.Nobody, Reason(end.Fault, turn), null));
    }

    /// <summary>Nobody will hear any more what a call came to. If it can have had an effect, a person has to look.</summary>
    public static void GiveUp(this Draft draft, long turn, TurnCall call, Circumstances now)
    {
        draft.Raise(new ToolSettled
        {
            Turn = turn,
            Call = call.Id,
            Text = CallFaults.Explain(CallFaults.OutcomeUnknown, null),
            Fault = CallFaults.OutcomeUnknown,
            At = now.Now,
        });
        if (call.Acts)
            draft.TellPeople(turn, call, now);
    }

    /// <summary>Tells people of a call that may or may not have been made, where they answer and among what they have to do.</summary>
    public static void TellPeople(this Draft draft, long turn, TurnCall call, Circumstances now)
    {
        draft.Raise(new NoteAdded(CheckObligation.TextOf(call.Tool, call.Id), Athera, now.Now));
        draft.OweCheck(turn, call);
    }

    /// <summary>Tells people that what one of them allowed was not done.</summary>
    public static void TellOfChange(this Draft draft, TurnCall call, Circumstances now) => draft.Raise(new NoteAdded(
        $"The agent was allowed {call.Tool} ({call.Id}), but that tool is not what it was when the agent asked. It was not done.", Athera, now.Now));

    /// <summary>Gives up calls of ended turns that are out of time, or whose silo is gone.</summary>
    public static void LoseLoose(Draft draft, Circumstances now)
    {
        foreach (var loose in draft.State.Loose.Where(l => now.HasCome(l.GiveUpAt, now.Patience.Turn) || !now.IsAlive(l.Silo)).ToList())
            draft.GiveUp(loose.Turn, loose.Call, now);
    }

    private static string Reason(string? fault, RunningTurn turn) => fault switch
    {
        TurnFaults.OutcomeUnknown => "tool_outcome_unknown",
        TurnFaults.OverSteps or TurnFaults.OverTokens or TurnFaults.OverMoney or TurnFaults.OverDay or TurnFaults.OverTurns => "over_budget",
        _ => turn.HandOver ?? "turn_failed",
    };
}
