using Athera.Agents;
using Athera.Conversations;
using Athera.Turns.Tools;
using CsCheck;
using Xunit;
using static Athera.Tests.Conversations.Given;
using static Athera.Tests.Conversations.Steps.StepGiven;

namespace Athera.Tests.Conversations.Steps;

public sealed class AdvancingTests
{
    [Fact]
    public void What_a_model_asks_for_and_what_of_it_is_to_run_stand_in_one_write()
    {
        var draft = Working(Free()).Asks(Free(), Call("look_up"), Call("note"));

        Assert.Equal(["ModelAnswered", "ToolIntended", "ToolIntended"], draft.Events.Select(e => e.ToString()));
        Assert.Equal(2, draft.State.Turn!.Pending.Count());
        Assert.Equal((110, 5), (draft.State.Turn.Tokens, draft.State.Turn.Micros));
    }

    [Fact]
    public void A_step_told_again_or_by_an_older_try_leaves_no_event()
    {
        var state = Working(Free());
        var answer = new StepAnswer { Turn = state.Turn!.Id, Try = 1, Step = 0, Model = "m", Calls = [Call("note")] };
        var told = Advancing.Answer(state, answer, Free()).State;

        Assert.Empty(Advancing.Answer(told, answer, Free()).Events);
        Assert.Empty(Advancing.Answer(told.RanAll(Free()), answer with { Try = 2, Step = 1 }, Free()).Events);
        Assert.Empty(told.Ran(Free(), told.Turn!.Pending.Single().Id).State.Ran(Free(), told.Turn.Pending.Single().Id).Events);
    }

    [Theory]
    [InlineData("rm", """{"what":"x"}""", CallFaults.UnknownTool)]
    [InlineData("note", null, CallFaults.BadArguments)]
    [InlineData("note", "{", CallFaults.BadArguments)]
    [InlineData("note", "{}", CallFaults.BadArguments)]
    [InlineData("note", """{"what":7}""", CallFaults.BadArguments)]
    [InlineData("note", """{"what":"x","contact":"another"}""", CallFaults.BadArguments)]
    [InlineData("note", """{"what":"x","what":"y"}""", CallFaults.BadArguments)]
    public void A_call_that_cannot_be_made_is_told_to_the_model_and_counts_as_a_step(string tool, string? arguments, string fault)
    {
        var draft = Working(Free()).Asks(Free(), new ModelCall(tool, arguments));

        var call = Assert.Single(draft.State.Turn!.Calls);
        Assert.Equal((fault, false, 1), (call.Fault, call.IsPending, draft.State.Turn.Asked));
        Assert.NotEmpty(call.Outcome!);
        Assert.Empty(draft.Of<ToolIntended>());
    }

    [Fact]
    public void A_forbidden_tool_is_one_there_is_not()
    {
        var now = Free() with { Profile = new AgentProfile { SettleMs = 0, Tools = new Dictionary<string, ToolPolicy> { ["note"] = ToolPolicy.Forbid } } };

        Assert.Equal(CallFaults.UnknownTool, Assert.Single(Working(now).Asks(now, Call("note")).State.Turn!.Calls).Fault);
        Assert.DoesNotContain(now.Tools.Offered(now.Profile), t => t.Name == "note");
    }

    [Fact]
    public void Whatever_an_obedient_model_is_told_to_ask_for_only_what_the_profile_allows_is_to_run()
    {
        string[] arguments = ["{\"what\":\"x\"}", "{}", "{\"what\":\"x\",\"contact\":\"another\"}", "not json", "{\"what\":null}", "[]"];
        var call = Gen.Select(Gen.OneOfConst("look_up", "note", "charge", "post", "rm", "hand_over"), Gen.OneOfConst(arguments))
            .Select((tool, given) => new ModelCall(tool, given));
        var policies = Gen.Dictionary(Gen.OneOfConst("look_up", "note", "charge", "post"), Gen.Enum<ToolPolicy>())[0, 4];
        Gen.Select(policies, call.List[1, 12]).Sample((tools, calls) =>
        {
            var now = Usual() with { Profile = Usual().Profile with { Tools = tools } };
            var draft = Working(now).Asks(now, calls);

            Assert.All(draft.Of<ToolIntended>(), e => Assert.Equal(ToolPolicy.Allow, ToolPolicies.Of(now.Profile, now.Tools.Find(e.Tool)!)));
            Assert.All(draft.Of<ApprovalAsked>(), e => Assert.Equal(ToolPolicy.Ask, ToolPolicies.Of(now.Profile, now.Tools.Find(e.Tool)!)));
            var runs = draft.Of<ToolIntended>().Select(e => e.Call).Concat(draft.Of<ApprovalAsked>().Select(e => e.Call)).ToHashSet();
            Assert.All(
                draft.Of<ModelAnswered>().Single().Calls.Where(c => runs.Contains(c.Id)), c => Assert.Equal(arguments[0], c.Arguments));
        }, iter: 500);
    }

    [Fact]
    public void A_model_that_goes_round_on_a_tool_ends_within_its_steps_with_a_person()
    {
        var (state, asked) = (Working(Free()), 0);
        for (; state.Turn is not null; asked++)
            state = state.Asks(Free(), Call("look_up", $"{asked}")).State is { Turn: not null } next ? next.RanAll(Free()) : Over(state, asked);

        Assert.Equal(new AgentBudgets().Steps + 1, asked);

        static Conversation Over(Conversation state, int asked)
        {
            var draft = state.Asks(Free(), Call("look_up", $"{asked}"));
            Assert.Equal(TurnFaults.OverSteps, Assert.Single(draft.Of<TurnEnded>()).Fault);
            Assert.Equal("over_budget", Assert.Single(draft.Of<ResponderChanged>()).Reason);
            return draft.State;
        }
    }

    [Fact]
    public void The_same_call_over_and_over_is_not_made_again()
    {
        var state = Working(Free()).Asks(Free(), Call("note")).State.RanAll(Free()).Asks(Free(), Call("note")).State.RanAll(Free());

        Assert.Equal(CallFaults.Repeated, state.Asks(Free(), Call("note")).State.Turn!.Calls.Last().Fault);
    }

    [Fact]
    public void Tools_that_fail_in_a_row_hand_over()
    {
        var state = Working(Free());
        for (var i = 0; i < 2; i++)
            state = state.Asks(Free(), Call("look_up", $"{i}")).State is var asked ? asked.Ran(Free(), asked.Turn!.Pending.Single().Id, fault: "no").State : state;

        var draft = state.Asks(Free(), new ModelCall("look_up", "{}"));

        Assert.Equal(TurnFaults.ToolsFail, Assert.Single(draft.Of<TurnEnded>()).Fault);
        Assert.Equal(Responder.Nobody, draft.State.Responder);
    }

    [Fact]
    public void Tokens_and_money_of_a_turn_are_counted_and_end_it()
    {
        var poor = Free() with { Profile = Free().Profile with { Budgets = new AgentBudgets { Tokens = 500, TurnMicros = 12 } } };
        var twice = Working(poor).Asks(poor, Call("look_up", "1")).State.RanAll(poor).Asks(poor, Call("look_up", "2")).State.RanAll(poor);

        var draft = twice.Asks(poor, Call("look_up", "3"));

        Assert.Equal(TurnFaults.OverMoney, Assert.Single(draft.Of<TurnEnded>()).Fault);
        Assert.Empty(draft.Of<ToolIntended>());
    }

    [Fact]
    public void An_outcome_without_end_is_cut_and_a_turn_that_needs_too_much_of_it_fails()
    {
        var state = Working(Free());
        for (var i = 0; state.Turn is not null; i++)
        {
            state = state.Asks(Free(), Call("look_up", $"{i}")).State;
            state = state.Ran(Free(), state.Turn!.Pending.Single().Id, new string('x', 10_000_000)).State;
            Assert.True(state.Turn is null || state.Turn.Calls.Last().Outcome!.Length <= ToolOutcome.MaxLength);
            Promises.CheckSize(state);
        }
        Assert.Equal(Responder.Nobody, state.Responder);
    }

    [Fact]
    public void An_answer_after_tools_is_sent_and_may_hand_over_or_resolve()
    {
        var state = Working(Free()).Asks(Free(), Call("note")).State;
        var id = state.Turn!.Pending.Single().Id;

        var handed = Advancing.Settle(state, Report(id) with { HandOver = "complaint" }, Free()).State.Conclude(Free());
        var resolved = Advancing.Settle(state, Report(id) with { Resolves = true }, Free()).State.Conclude(Free());

        Assert.Single(handed.Of<MessageQueued>());
        Assert.Equal("complaint", Assert.Single(handed.Of<ResponderChanged>()).Reason);
        Assert.Equal(ConversationStatus.Resolved, resolved.State.Status);
    }

    [Fact]
    public void An_answer_is_not_taken_while_a_tool_is_still_running()
    {
        var state = Working(Free()).Asks(Free(), Call("note")).State;

        Assert.Empty(state.Conclude(Free()).Events);
    }

    [Fact]
    public void A_new_message_overtakes_a_turn_that_has_only_looked_and_waits_for_one_that_has_acted()
    {
        var begun = Obligations.Wake(Conversation.Empty.Heard(Free(0, 1500), "a"), Free(2, 1500)).State;
        var looked = begun.Asks(Free(2, 1500), Call("look_up")).State.RanAll(Free(2, 1500));
        var acted = begun.Asks(Free(2, 1500), Call("note")).State.RanAll(Free(2, 1500));

        var overtaken = looked.Receive(Free(3, 1500), Message("b", 3));
        var waits = acted.Receive(Free(3, 1500), Message("b", 3));

        Assert.Equal(TurnEnding.Overtaken, Assert.Single(overtaken.Of<TurnEnded>()).Ending);
        Assert.Empty(waits.Of<TurnEnded>());
        var answered = Obligations.Wake(waits.State.Conclude(Free(4, 1500)).State, Free(6, 1500));
        Assert.Single(Assert.Single(answered.Of<TurnStarted>()).Messages);
    }
}
