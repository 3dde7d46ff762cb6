using Athera.Conversations;
using Athera.Tests.Silos;
using Athera.Turns.Tools;
using Athera.Turns.Tools.Conversations;
using Xunit;
using static Athera.Tests.Conversations.Given;
using static Athera.Tests.Conversations.Steps.StepGiven;

namespace Athera.Tests.Conversations.Steps;

public sealed class ApprovingTests
{
    private static Conversation Asked() => Working(Usual()).Asks(Usual(), Call("charge", "7 breads")).State;

    private static DecideApproval Decision(Conversation state, bool approve) =>
        new() { User = Ann, Approval = state.Approvals.Single().Id, Approve = approve };

    [Fact]
    public void What_costs_money_is_asked_of_a_person_and_does_not_run_meanwhile()
    {
        var draft = Working(Usual()).Asks(Usual(), Call("charge", "7 breads"), Call("note"));

        var asked = Assert.Single(draft.Of<ApprovalAsked>());
        Assert.Equal(("charge", """{"what":"7 breads"}"""), (asked.Tool, asked.Arguments));
        Assert.Equal("note", Assert.Single(draft.Of<ToolIntended>()).Tool);
        Assert.Equal(CallFaults.Asked, draft.State.Turn!.Calls.First().Fault);
    }

    [Fact]
    public void Once_allowed_it_runs_with_the_bytes_that_were_seen_under_the_key_it_had_and_the_agent_goes_on()
    {
        var waiting = Asked().Conclude(Usual(), "I ask a colleague.").State;
        var call = waiting.Approvals.Single().Call;

        var draft = waiting.Handle(Usual(60), Decision(waiting, true));

        var started = Assert.Single(draft.Of<TurnStarted>());
        Assert.Empty(started.Messages);
        Assert.Equal(call.Id, Assert.Single(draft.Of<ToolIntended>()).Call);
        var pending = draft.State.Turn!.Pending.Single();
        Assert.Equal((call.Id, call.Arguments), (pending.Id, pending.Arguments));
        var answered = Advancing.Settle(draft.State, Report(call.Id, "charged") with { Turn = draft.State.Turn.Id }, Usual(61)).State;
        Assert.Single(answered.Conclude(Usual(62), "It is done.").Of<MessageQueued>());
        Assert.Empty(answered.Approvals);
    }

    [Fact]
    public void It_runs_once_however_often_it_is_allowed()
    {
        var waiting = Asked().Conclude(Usual()).State;
        var decision = Decision(waiting, true);
        var allowed = waiting.Handle(Usual(1), decision).State;

        Assert.Equal(RefusalKind.NotFound, Commands.Check(allowed, decision, Usual(2))!.Kind);
    }

    [Fact]
    public void Allowed_while_another_turn_runs_it_waits_for_that_turns_end()
    {
        var state = Asked();
        var decided = state.Handle(Usual(1), Decision(state, true));
        Assert.Empty(decided.Of<TurnStarted>());
        Assert.Empty(decided.State.Handle(Usual(1), Decision(state, true)).Events);
        Assert.Equal("approval_settled", Commands.Check(decided.State, Decision(state, false), Usual(1))!.Code);

        Assert.NotNull(Assert.Single(decided.State.Conclude(Usual(2)).Of<TurnStarted>()).Given);
    }

    [Fact]
    public void The_agent_is_told_that_it_may_not()
    {
        var waiting = Asked().Conclude(Usual()).State;

        var draft = waiting.Handle(Usual(1), Decision(waiting, false));

        Assert.Equal((CallFaults.Refused, false), draft.State.Turn!.Calls.Single() is var c ? (c.Fault, c.IsPending) : default);
        Assert.Empty(draft.Of<ToolIntended>());
    }

    [Fact]
    public void What_nobody_decides_ends_with_a_person()
    {
        var waiting = Asked().Conclude(Usual()).State.Settle(Usual(), Athera.Channels.SendOutcome.Accepted("x1")).State;
        Assert.Equal(Noon + Day, waiting.NextDue);

        var draft = Obligations.Wake(waiting, Usual(24 * 3600));

        Assert.Equal(ApprovalDecision.Expired, Assert.Single(draft.Of<ApprovalSettled>()).Decision);
        Assert.Equal("approval_expired", Assert.Single(draft.Of<ResponderChanged>()).Reason);
        Assert.Null(draft.State.NextDue);
    }

    [Fact]
    public void A_decision_about_something_else_than_was_seen_is_refused()
    {
        var waiting = Asked().Conclude(Usual()).State;

        Assert.Equal("approval_differs", Commands.Check(waiting, Decision(waiting, true) with { Hash = new string('0', 64) }, Usual())!.Code);
        Assert.Null(Commands.Check(waiting, Decision(waiting, true) with { Hash = waiting.Approvals[0].Hash }, Usual()));
    }

    [Fact]
    public void A_tool_that_is_not_what_it_was_when_the_agent_asked_cannot_be_allowed_only_refused()
    {
        var waiting = Asked().Conclude(Usual()).State;
        var other = new ToolBook([new PaperTool("charge", ToolEffect.Money) { Target = "https://other.example" }]);
        var forbidden = Usual().Profile with { Tools = new Dictionary<string, Athera.Agents.ToolPolicy> { ["charge"] = Athera.Agents.ToolPolicy.Forbid } };

        foreach (var now in new[] { Usual() with { Tools = other }, Usual() with { Tools = ToolBook.Empty }, Usual() with { Profile = forbidden } })
        {
            Assert.Equal("tool_changed", Commands.Check(waiting, Decision(waiting, true), now)!.Code);
            Assert.Null(Commands.Check(waiting, Decision(waiting, false), now));
        }
        Assert.Null(Commands.Check(waiting, Decision(waiting, true), Usual()));
    }

    [Fact]
    public void A_question_from_before_definitions_were_kept_is_bound_to_its_arguments_only()
    {
        var waiting = Asked().Conclude(Usual()).State;
        var old = waiting with { Approvals = [waiting.Approvals[0] with { Call = waiting.Approvals[0].Call with { Definition = null } }] };

        Assert.Null(Commands.Check(old, Decision(old, true), Usual() with { Tools = ToolBook.Empty }));
    }

    [Fact]
    public void Of_what_was_allowed_and_did_not_run_since_its_tool_is_another_people_and_the_agent_hear()
    {
        var waiting = Asked().Conclude(Usual()).State;
        var allowed = waiting.Handle(Usual(1), Decision(waiting, true)).State;
        var pending = allowed.Turn!.Pending.Single();

        var draft = Advancing.Settle(
            allowed, Report(pending.Id, CallFaults.Explain(CallFaults.ToolChanged, null), CallFaults.ToolChanged) with { Turn = allowed.Turn.Id }, Usual(2));

        Assert.Equal(Assert.Single(waiting.Approvals).Call.Definition, pending.Definition);
        Assert.Contains("charge", Assert.Single(draft.Of<NoteAdded>()).Text, StringComparison.Ordinal);
        Assert.Equal((CallFaults.ToolChanged, false), draft.State.Turn!.Calls.Single() is var call ? (call.Fault, call.IsPending) : default);
        Assert.Single(draft.State.Conclude(Usual(3), "It could not be done.").Of<MessageQueued>());
    }

    [Fact]
    public void Allowed_after_the_contact_may_not_be_written_to_any_more_it_does_not_run_and_a_person_sees_why()
    {
        var waiting = Asked().Conclude(Usual()).State;

        var inTime = waiting.Handle(Usual(23 * 3600), Decision(waiting, true));
        var late = waiting.Handle(Usual(24.5 * 3600), Decision(waiting, true));

        Assert.Single(inTime.Of<ToolIntended>());
        Assert.Empty(late.Of<ToolIntended>());
        Assert.Equal(Athera.Messages.Faults.WindowClosed, Assert.Single(late.Of<TurnEnded>()).Fault);
        Assert.Empty(late.Of<NoteAdded>());
    }

    [Fact]
    public void While_a_person_answers_nothing_is_let_do()
    {
        var waiting = Asked().Conclude(Usual()).State.Handle(Usual(1), new TakeOver { User = Ann }).State;

        Assert.Equal("agent_silent", Commands.Check(waiting, Decision(waiting, true), Usual(2))!.Code);
    }

    [Fact]
    public void A_follow_up_comes_at_its_time_unless_something_happens_before()
    {
        var state = Working(Usual()).Asks(Usual(), Call("note")).State;
        var scheduled = Advancing.Settle(
            state, Report(state.Turn!.Pending.Single().Id) with { FollowUpAt = Noon.AddHours(2), FollowUpAbout = "the parcel" }, Usual()).State
            .Conclude(Usual()).State.Settle(Usual(), Athera.Channels.SendOutcome.Accepted("x1")).State;
        Assert.Equal(Noon.AddHours(2), scheduled.NextDue);

        var due = Obligations.Wake(scheduled, Usual(2 * 3600));
        var interrupted = scheduled.Receive(Usual(60), Message("again", 60)).State;

        Assert.Contains("the parcel", Assert.Single(due.Of<TurnStarted>()).Given!.Call.Arguments, StringComparison.Ordinal);
        Assert.Single(due.State.Conclude(Usual(7300), "Did it come?").Of<MessageQueued>());
        Assert.Null(interrupted.FollowUp);
    }

    [Fact]
    public void A_follow_up_schedules_no_other_so_that_no_agent_writes_for_ever_to_somebody_silent()
    {
        var now = Usual(2 * 3600) with { Tools = new ToolBook([new FollowUpTool()]) };
        var wish = new ModelCall("schedule_follow_up", """{"in_minutes":5,"about":"the parcel"}""");
        var state = Working(Usual()).Asks(now, wish).State;
        var due = Obligations.Wake(
            Advancing.Settle(state, Report(state.Turn!.Pending.Single().Id) with { FollowUpAt = Noon.AddHours(2), FollowUpAbout = "x" }, Usual())
                .State.Conclude(Usual()).State.Settle(Usual(), Athera.Channels.SendOutcome.Accepted("x1")).State, now).State;

        var asked = due.Asks(now, wish);

        Assert.Equal(CallFaults.FollowedUp, asked.State.Turn!.Calls.Last().Fault);
        Assert.Empty(asked.Of<ToolIntended>());
    }
}
