using Athera.Agents;
using Athera.Conversations;
using Athera.Tests.Conversations;
using Athera.Turns.Replaying;
using Xunit;
using static Athera.Tests.Conversations.Given;
using static Athera.Tests.Conversations.Steps.StepGiven;

namespace Athera.Tests.Turns;

public sealed class ReplayTests
{
    [Fact]
    public async Task A_hundred_recorded_turns_come_out_byte_by_byte_as_they_are_recorded()
    {
        var (history, state) = (new List<TurnRecord.Entry>(), Conversation.Empty);
        for (var i = 0; TurnRecord.Of(history).Count < 100; i++)
            state = Live(history, state, i);

        var records = TurnRecord.Of(history);

        Assert.Equal(100, records.Count);
        foreach (var record in records)
            Assert.Null(await TurnReplayer.RunAsync(record, Free()));
    }

    [Fact]
    public async Task What_was_recorded_otherwise_is_found()
    {
        var history = new List<TurnRecord.Entry>();
        Live(history, Conversation.Empty, 1);
        var at = history.FindIndex(e => e.Event is ToolIntended);
        history[at] = history[at] with { Event = (ToolIntended)history[at].Event! with { Tool = "rm" } };

        Assert.Equal("tool.intended differs", await TurnReplayer.RunAsync(TurnRecord.Of(history)[0], Free()));
    }

    [Fact]
    public async Task Another_profile_shows_what_it_would_change()
    {
        var history = new List<TurnRecord.Entry>();
        Live(history, Conversation.Empty, 1);
        var strict = Free() with
        {
            Profile = Free().Profile with { Tools = new Dictionary<string, ToolPolicy> { ["note"] = ToolPolicy.Ask } },
        };

        Assert.Equal("approval.asked comes instead of tool.intended", await TurnReplayer.RunAsync(TurnRecord.Of(history)[0], strict));
    }

    [Fact]
    public void The_explanation_of_an_answer_tells_model_prompt_tools_results_and_who_allowed_what()
    {
        var history = new List<TurnRecord.Entry>();
        var waiting = Played(history, Conversation.Empty.Receive(Usual(), Message("a")), Usual());
        waiting = Played(history, waiting.Asks(Usual(), Call("charge"), Call("look_up"), new("rm", "{}")), Usual());
        waiting = Played(history, waiting.Ran(Usual(), waiting.Turn!.Pending.Single().Id, "found"), Usual());
        waiting = Played(history, waiting.Conclude(Usual()), Usual());
        var allowed = Played(history, waiting.Handle(Usual(1), new DecideApproval { User = Ann, Approval = waiting.Approvals[0].Id, Approve = true }), Usual(1));
        Played(history, Advancing.Settle(allowed, Report(allowed.Turn!.Pending.Single().Id, "charged") with { Turn = allowed.Turn.Id }, Usual(2)), Usual(2));
        var events = history.Select((e, i) => (i + 1L, e.Event)).ToList();

        var first = Explaining.Of(events.First(e => e.Event is TurnStarted).Item1, events)!;
        var second = Explaining.Of(allowed.Turn.Id, events)!;

        Assert.Equal(["asked", "allowed", "not_made"], first.Calls.Select(c => c.Decision));
        Assert.Equal(("m", "p", 5, 2), (first.Model, first.Prompt, first.Micros, first.Steps));
        Assert.Equal("found", first.Calls[1].Result);
        Assert.Equal(("approved", Ann, "charged"), Assert.Single(second.Calls) is var c ? (c.Decision, c.DecidedBy, c.Result) : default);
        Assert.Null(Explaining.Of(999, events));
    }

    // Turns of all kinds, each a second after the one before: without tools, with some, with wrong ones, with long answers, failed ones.
    private static Conversation Live(List<TurnRecord.Entry> history, Conversation state, int number)
    {
        var now = Free(number);
        state = Played(history, state.Receive(now, Message($"m{number}", number)), now);
        if (number % 5 != 0)
        {
            state = Played(history, state.Asks(now, Call("note", $"{number}"), Call(number % 2 == 0 ? "rm" : "look_up")), now);
            foreach (var call in state.Turn!.Pending.ToList())
                state = Played(history, state.Ran(now, call.Id, $"outcome {number}", number % 4 == 0 ? "no" : null), now);
            state = Played(history, state.Receive(now, Message($"n{number}", number)), now);
        }
        while (state.Turn is not null)
        {
            var answer = number % 3 == 0 ? string.Concat(Enumerable.Repeat("A sentence of some length. ", 200)) : $"Answer {number}.";
            state = Played(history, state.Conclude(now, answer, number % 7 == 6 ? TurnFaults.Unusable : null), now);
        }
        while (!state.Outbox.IsEmpty)
            state = Played(history, state.Settle(now, Athera.Channels.SendOutcome.Accepted($"x{history.Count}")), now);
        return state.Responder == Responder.Agent ? state : Played(history, state.Handle(now, new ResumeAgent { User = Ann }), now);
    }

    private static Conversation Played(List<TurnRecord.Entry> history, Draft draft, Circumstances now)
    {
        history.AddRange(draft.Events.Select(e => new TurnRecord.Entry(e, now.Now)));
        return draft.State;
    }
}
