using Athera.Conversations;
using Xunit;
using static Athera.Tests.Conversations.Given;
using static Athera.Tests.Conversations.Steps.StepGiven;

namespace Athera.Tests.Conversations.Steps;

/// <summary>Silos die in the middle of turns.</summary>
public sealed class LosingTests
{
    private static Circumstances Survivor(double seconds) => Free(seconds) with { Silo = OtherSilo, IsAlive = silo => silo == OtherSilo };

    [Fact]
    public void A_turn_with_recorded_steps_goes_on_where_they_end()
    {
        var state = Working(Free()).Asks(Free(), Call("look_up"), Call("note")).State;
        var settled = state.Ran(Free(), state.Turn!.Calls.First().Id, "found").State;

        var draft = Obligations.Wake(settled, Survivor(1));

        Assert.Equal((state.Turn.Id, 2, OtherSilo), Assert.Single(draft.Of<TurnResumed>()) is var e ? (e.Turn, e.Try, e.Silo) : default);
        Assert.Equal(["found", null], draft.State.Turn!.Calls.Select(c => c.Outcome));
        Assert.Equal(state.Turn.Calls.Last().Id, draft.State.Turn.Pending.Single().Id);
    }

    [Fact]
    public void What_an_older_try_says_after_that_is_heard_of_tools_and_not_of_models()
    {
        var state = Working(Free()).Asks(Free(), Call("note")).State;
        var resumed = Obligations.Wake(state, Survivor(1)).State;

        var ran = resumed.Ran(Survivor(1), resumed.Turn!.Pending.Single().Id);
        var answer = new StepAnswer { Turn = state.Turn!.Id, Try = 1, Step = 1, Model = "m", Calls = [Call("note", "again")] };

        Assert.Single(ran.Of<ToolSettled>());
        Assert.Empty(Advancing.Answer(ran.State, answer, Survivor(1)).Events);
    }

    [Fact]
    public void What_an_older_try_has_not_run_may_be_running_by_then_and_is_not_taken_for_stopped()
    {
        var resumed = Obligations.Wake(Working(Free()).Asks(Free(), Call("note")).State, Survivor(1)).State;

        Assert.Empty(resumed.Ran(Survivor(1), resumed.Turn!.Pending.Single().Id, fault: CallFaults.Stopped).Events);
    }

    [Fact]
    public void An_answer_of_an_older_try_or_to_fewer_steps_is_not_taken()
    {
        var state = Working(Free()).Asks(Free(), Call("note")).State.RanAll(Free());
        var resumed = Obligations.Wake(state, Survivor(1)).State;
        var answer = new TurnProposal { Turn = state.Turn!.Id, Reply = "Hello!", Try = 1, Steps = 1 };

        Assert.Empty(Concluding.Conclude(resumed, answer, Survivor(1)).Events);
        Assert.Empty(Concluding.Conclude(resumed, answer with { Try = 2, Steps = 0 }, Survivor(1)).Events);
        Assert.NotEmpty(Concluding.Conclude(resumed, answer with { Try = 2 }, Survivor(1)).Events);
    }

    [Fact]
    public void What_leaves_Athera_is_never_done_again_and_a_person_is_told()
    {
        var state = Working(Free()).Asks(Free(), Call("post")).State;

        var draft = Obligations.Wake(state, Survivor(1));

        Assert.Equal(CallFaults.OutcomeUnknown, Assert.Single(draft.Of<ToolSettled>()).Fault);
        Assert.Equal(TurnFaults.OutcomeUnknown, Assert.Single(draft.Of<TurnEnded>()).Fault);
        Assert.Equal("tool_outcome_unknown", Assert.Single(draft.Of<ResponderChanged>()).Reason);
        Assert.Contains("post", Assert.Single(draft.Of<NoteAdded>()).Text, StringComparison.Ordinal);
        Assert.Null(WithTaskMade(draft.State).NextDue);
    }

    [Fact]
    public void A_tool_that_cannot_say_whether_it_acted_ends_the_turn_with_a_person()
    {
        var state = Working(Free()).Asks(Free(), Call("note")).State;

        var draft = state.Ran(Free(), state.Turn!.Pending.Single().Id, fault: CallFaults.OutcomeUnknown);

        Assert.Equal(TurnFaults.OutcomeUnknown, Assert.Single(draft.Of<TurnEnded>()).Fault);
        Assert.Single(draft.Of<NoteAdded>());
    }

    [Fact]
    public void A_turn_whose_steps_take_too_long_is_not_tried_again()
    {
        var state = Working(Free()).Asks(Free(), Call("look_up")).State.RanAll(Free());

        var draft = Obligations.Wake(state, Free(100));

        Assert.Equal(TurnFaults.Timeout, Assert.Single(draft.Of<TurnEnded>()).Fault);
        Assert.Equal(Responder.Nobody, draft.State.Responder);
    }

    [Fact]
    public void A_call_under_way_when_a_person_takes_over_is_still_accounted_for()
    {
        var state = Working(Free()).Asks(Free(), Call("note")).State;
        var call = state.Turn!.Pending.Single().Id;
        var taken = state.Handle(Free(1), new TakeOver { User = Ann }).State;

        var told = taken.Ran(Free(2), call);
        var lost = Obligations.Wake(taken, Free(200));

        Assert.Equal("done", Assert.Single(told.Of<ToolSettled>()).Text);
        Assert.Equal((true, null), (told.State.Loose.IsEmpty, told.State.NextDue));
        Assert.Equal(CallFaults.OutcomeUnknown, Assert.Single(lost.Of<ToolSettled>()).Fault);
        Assert.Single(lost.Of<NoteAdded>());
        Assert.Null(WithTaskMade(lost.State).NextDue);
    }

    // What is left to do then is to have the task made.
    private static Conversation WithTaskMade(Conversation state) =>
        CheckObligation.Passed(state, Assert.Single(state.Checks).Call, new TaskId(new OpaqueId(0, 9)), null, Free(201)).State;
}
