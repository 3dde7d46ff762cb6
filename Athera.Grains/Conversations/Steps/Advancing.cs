using Athera.Channels;
using Athera.Turns.Tools;

namespace Athera.Conversations;

/// <summary>
/// Takes in the steps of a turn. What a model asks for is a wish: whether it is done, asked of a person or refused is decided here,
/// and stands in the journal before anything runs.
/// </summary>
public static class Advancing
{
    /// <summary>Decides about an answer that asks for tools. One of a turn, a try or a step that is not the current one leaves no event.</summary>
    public static Draft Answer(Conversation state, StepAnswer answer, Circumstances now)
    {
        var draft = new Draft(state);
        if (state.Turn is not { } turn || turn.Id != answer.Turn || turn.Try != answer.Try || turn.Steps.Length != answer.Step
            || turn.Pending.Any())
            return draft;
        var wishes = CallCheck.Judge(turn, answer, state.Approvals.Length, now.During(turn));
        draft.Raise(new ModelAnswered
        {
            Turn = turn.Id,
            Step = answer.Step,
            Model = answer.Model,
            Prompt = answer.Prompt,
            InputTokens = answer.InputTokens,
            OutputTokens = answer.OutputTokens,
            Micros = answer.Micros,
            Text = TextLimit.Shorten(answer.Text, CallCheck.MaxArguments),
            Calls = [.. wishes.Select(w => w.Call)],
            At = now.Now,
        });
        if (Excess(draft.State.Turn!, now) is { } fault)
            return draft.Fail(End(turn.Id, fault), now).Proceed(now);
        foreach (var wish in wishes.Where(w => w.Call.Fault is null))
            draft.Grant(turn.Id, wish, now);
        return draft.EndIfHopeless(now);
    }

    /// <summary>Takes in what a tool came to. Of a call that is settled already, or was never intended, nothing new is recorded.</summary>
    public static Draft Settle(Conversation state, CallReport report, Circumstances now)
    {
        var draft = new Draft(state);
        var loose = state.Loose.FirstOrDefault(l => l.Turn == report.Turn && l.Call.Id == report.Call)?.Call;
        var call = state.Turn?.Id == report.Turn ? state.Turn.Pending.FirstOrDefault(c => c.Id == report.Call) : loose;
        // An older try may say what it has done; what it has not done, somebody else may be doing.
        if (call is null || (loose is null && report.Fault == CallFaults.Stopped && report.Try != state.Turn!.Try))
            return draft;
        draft.Raise(new ToolSettled
        {
            Turn = report.Turn,
            Call = report.Call,
            Text = TextLimit.Shorten(report.Text, ToolOutcome.MaxLength)!,
            Fault = report.Fault,
            Sources = report.Sources,
            HandOver = report.HandOver,
            Resolves = report.Resolves,
            At = now.Now,
        });
        if (report.Fault == CallFaults.OutcomeUnknown && call.Acts)
        {
            draft.TellPeople(report.Turn, call, now);
            return (loose is null ? draft.Fail(End(report.Turn, TurnFaults.OutcomeUnknown), now) : draft).Proceed(now);
        }
        if (report.Fault == CallFaults.ToolChanged)
            draft.TellOfChange(call, now);
        if (report.FollowUpAt is { } at && loose is null)
            draft.Raise(new FollowUpScheduled(report.Turn, at, report.FollowUpAbout ?? ""));
        return loose is null ? draft.EndIfHopeless(now) : draft;
    }

    private static void Grant(this Draft draft, long turn, Wish wish, Circumstances now)
    {
        var call = wish.Call;
        if (wish.Policy == Agents.ToolPolicy.Ask)
        {
            draft.Raise(new ApprovalAsked(
                Approving.IdOf(draft.State.Contact, call.Id), turn, call.Id, call.Tool, wish.Effect, call.Arguments,
                Approving.HashOf(call.Tool, call.Arguments), now.Now + now.Patience.Approval, now.Tools.DefinitionOf(call.Tool)));
            return;
        }
        draft.Raise(new ToolIntended(turn, call.Id, call.Tool, wish.Effect, now.Now));
    }

    private static Draft EndIfHopeless(this Draft draft, Circumstances now)
    {
        var turn = draft.State.Turn!;
        var fault = turn.FailuresInARow >= now.During(turn).Profile.HandOver.Failures ? TurnFaults.ToolsFail
            : turn.Recorded > RunningTurn.MaxRecorded ? TurnFaults.Unusable
            : null;
        return fault is null ? draft : draft.Fail(End(turn.Id, fault), now).Proceed(now);
    }

    private static string? Excess(RunningTurn turn, Circumstances now)
    {
        var budget = now.During(turn).Profile.Budgets;
        return turn.Asked > budget.Steps ? TurnFaults.OverSteps
            : turn.Tokens > budget.Tokens ? TurnFaults.OverTokens
            : budget.TurnMicros > 0 && turn.Micros > budget.TurnMicros ? TurnFaults.OverMoney
            : null;
    }

    private static TurnEnded End(long turn, string fault) => new(turn, TurnEnding.Failed, fault);
}
