using System.Text.Json.Nodes;

namespace Athera.Conversations;

/// <summary>Begins and goes on with turns that no message asks for: a decision of a person, a follow-up, a silo that is gone.</summary>
internal static class Continuing
{
    /// <summary>The tool whose time comes by itself.</summary>
    public const string FollowUpTool = "schedule_follow_up";

    // No call a model asks for has an id like it.
    private const string DueSuffix = ".due";

    private const string TimeHasCome = "The time has come. Write to the customer now, briefly, about what was to be followed up.";

    /// <summary>A follow-up is not further away than this.</summary>
    private static readonly TimeSpan LongestFollowUp = TimeSpan.FromDays(31);

    /// <summary>The call the next turn is to begin with, if there is one that has waited for its time.</summary>
    public static GivenCall? Due(Conversation state, Circumstances now)
    {
        if (state.Approvals.FirstOrDefault(a => a.Decision is not null) is { } approval)
            return Of(approval);
        return state.FollowUp is { } followUp && now.HasCome(followUp.At, LongestFollowUp) ? Of(followUp) : null;
    }

    /// <summary>Whether a turn was begun by the time that came, and by nobody.</summary>
    public static bool IsFollowUp(RunningTurn turn) =>
        turn.Messages.IsEmpty && turn.Calls.FirstOrDefault()?.Id.EndsWith(DueSuffix, StringComparison.Ordinal) == true;

    /// <summary>Begins a turn with it; what a person allowed is to run in it.</summary>
    public static void Begin(this Draft draft, GivenCall given, Circumstances now)
    {
        draft.Raise(Start(now, [], 1) with { Given = given });
        if (given.Call.Outcome is null)
            draft.Raise(new ToolIntended(draft.State.Turn!.Id, given.Call.Id, given.Call.Tool, given.Call.Effect, now.Now));
    }

    /// <summary>The beginning of a turn.</summary>
    public static TurnStarted Start(Circumstances now, IReadOnlyList<long> messages, int attempt) =>
        new(now.Agent, messages, Deadline(now), attempt, now.Silo) { At = now.Now, Version = now.AgentVersion };

    /// <summary>Goes on with a turn nobody works on any more, unless that would repeat what cannot be repeated.</summary>
    public static void Resume(Draft draft, RunningTurn turn, Circumstances now)
    {
        var isAlive = now.IsAlive(turn.Silo);
        if (isAlive || turn.Try >= now.Patience.TurnTriesWithLostSilos || turn.Pending.Any(c => c.RunsOnce))
            draft.Fail(new TurnEnded(turn.Id, TurnEnding.Failed, TurnFaults.Timeout), now);
        else
            draft.Raise(new TurnResumed(turn.Id, Deadline(now.During(turn)), turn.Try + 1, now.Silo));
    }

    /// <summary>When a turn begun now is out of time.</summary>
    public static DateTimeOffset Deadline(Circumstances now)
    {
        var budget = TimeSpan.FromSeconds(now.Profile.Budgets.Seconds);
        return now.Now + (budget < now.Patience.Turn ? budget : now.Patience.Turn);
    }

    private static GivenCall Of(PendingApproval approval) => new(
        approval.Decision == ApprovalDecision.Approved
            ? approval.Call with { Outcome = null, Fault = null }
            : approval.Call with { Outcome = CallFaults.Explain(CallFaults.Refused, null), Fault = CallFaults.Refused },
        approval.Id, approval.User);

    private static GivenCall Of(FollowUpScheduled followUp) => new(new TurnCall
    {
        Id = $"{followUp.Turn}{DueSuffix}",
        Tool = FollowUpTool,
        Arguments = new JsonObject { ["about"] = followUp.About }.ToJsonString(),
        Outcome = TimeHasCome,
    });
}
