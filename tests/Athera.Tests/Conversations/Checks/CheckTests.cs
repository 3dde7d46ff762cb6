using Athera.Conversations;
using Xunit;
using static Athera.Tests.Conversations.Given;
using static Athera.Tests.Conversations.Steps.StepGiven;

namespace Athera.Tests.Conversations.Checks;

/// <summary>What a conversation owes its people when nobody knows whether a tool had its effect.</summary>
public sealed class CheckTests
{
    private static readonly TaskId _task = new(new OpaqueId(0, 9));

    [Fact]
    public void A_call_of_unknown_outcome_is_noted_and_passed_on_in_the_decision_that_takes_it_in()
    {
        var draft = Unknown();

        var owed = Assert.Single(draft.Of<CheckOwed>());
        Assert.Equal("post", owed.Tool);
        Assert.Equal(owed.Call, Assert.Single(draft.Of<CheckPassing>()).Call);
        Assert.Single(draft.Of<NoteAdded>());
        Assert.NotNull(draft.State.NextDue);
        var task = CheckObligation.TaskOf(draft.State.Checks[0], Conversation, draft.State.Contact);
        Assert.Equal((OriginKind.UnknownEffect, $"{Conversation}.{owed.Call}", Conversation), (task.Origin.Kind, task.Origin.Key, task.Conversation));
    }

    [Fact]
    public void What_only_read_is_nobodys_task()
    {
        var asked = Working(Free()).Asks(Free(), Call("look_up")).State;

        var draft = Obligations.Wake(asked, Free(3600));

        Assert.Empty(draft.Of<CheckOwed>());
        Assert.Empty(draft.State.Checks);
    }

    [Fact]
    public void One_of_which_nothing_is_heard_is_passed_on_again_later_or_when_its_silo_is_gone()
    {
        var state = Unknown().State;

        Assert.Empty(Obligations.Wake(state, Free(10)).Of<CheckPassing>());
        Assert.Single(Obligations.Wake(state, Free(40)).Of<CheckPassing>());
        var elsewhere = Free(1) with { Silo = OtherSilo, IsAlive = silo => silo == OtherSilo };
        Assert.Equal(OtherSilo, Assert.Single(Obligations.Wake(state, elsewhere).Of<CheckPassing>()).Silo);
    }

    [Fact]
    public void Several_are_passed_on_one_after_the_other_and_each_once()
    {
        var asked = Working(Free()).Asks(Free(), Call("post", "1"), Call("charge", "2"), Call("note", "3")).State;
        var state = Obligations.Wake(asked, Free(3600)).State;
        List<string> passed = [];

        while (state.Checks is [var owed, ..])
        {
            var draft = CheckObligation.Passed(state, owed.Call, _task, null, Free(3601));
            Assert.Empty(CheckObligation.Passed(draft.State, owed.Call, _task, null, Free(3602)).Events);
            Assert.Equal(draft.State.Checks.Length == 0 ? [] : [draft.State.Checks[0].Call], draft.Of<CheckPassing>().Select(p => p.Call));
            passed.Add(owed.Tool);
            state = draft.State;
        }

        Assert.Equal(["post", "charge", "note"], passed);
        Assert.Null(state.NextDue);
    }

    [Fact]
    public void A_call_whose_turn_is_over_owes_one_too()
    {
        var asked = Working(Free()).Asks(Free(), Call("post")).State;
        var taken = asked.Handle(Free(1), new TakeOver { User = Ann }).State;

        var draft = taken.Ran(Free(2), asked.Turn!.Pending.Single().Id, "?", CallFaults.OutcomeUnknown);

        Assert.Single(draft.Of<CheckOwed>());
        Assert.Single(draft.Of<CheckPassing>());
    }

    private static readonly ConversationId Conversation = new(new OpaqueId(0, 7));

    private static Draft Unknown()
    {
        var asked = Working(Free()).Asks(Free(), Call("post")).State;
        return asked.Ran(Free(1), asked.Turn!.Pending.Single().Id, "?", CallFaults.OutcomeUnknown);
    }
}
