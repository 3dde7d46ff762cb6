using Athera.Conversations;
using Athera.Messages;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

public sealed class TurnTests
{
    [Fact]
    public void Without_a_settle_time_each_message_is_answered_for_itself_and_in_order()
    {
        var state = Conversation.Empty.Receive(At(), Message("a"), Message("b"), Message("c")).State;
        var heard = state.Unanswered.Length + state.Turn!.Messages.Length;
        List<long> answered = [];

        while (state.Turn is { } turn)
        {
            answered.Add(Assert.Single(turn.Messages));
            state = state.Conclude(At()).State;
        }

        Assert.Equal((3, 3), (heard, answered.Count));
        Assert.Equal(answered.Order(), answered);
        Assert.Equal(3, state.Outbox.Length);
    }

    [Fact]
    public void With_a_settle_time_a_burst_is_answered_once()
    {
        var state = Conversation.Empty.Heard(At(0, 1500), "a").Heard(At(0.5, 1500), "b").Heard(At(1.4, 1500), "c");
        Assert.Null(state.Turn);
        Assert.Equal(Noon.AddSeconds(1.5), state.NextDue);

        var turn = Assert.Single(Obligations.Wake(state, At(1.5, 1500)).Of<TurnStarted>());

        Assert.Equal(3, turn.Messages.Count);
    }

    [Fact]
    public void A_burst_is_answered_a_settle_time_after_it_began_however_long_it_goes_on()
    {
        var state = Conversation.Empty;
        for (var i = 0; i < 15; i++)
            state = state.Heard(At(i * 0.1, 1500), $"m{i}");
        Assert.Null(state.Turn);

        Assert.NotNull(state.Heard(At(1.6, 1500), "one more").Turn);
    }

    [Fact]
    public void A_new_message_overtakes_a_running_turn_and_both_are_answered_together()
    {
        var state = Obligations.Wake(Conversation.Empty.Heard(At(0, 1500), "a"), At(2, 1500)).State;
        var overtaken = state.Turn!.Id;

        var draft = state.Receive(At(3, 1500), Message("b", 3));

        Assert.Equal((overtaken, TurnEnding.Overtaken), Assert.Single(draft.Of<TurnEnded>()) is var e ? (e.Turn, e.Ending) : default);
        var again = Assert.Single(Obligations.Wake(draft.State, At(5, 1500)).Of<TurnStarted>());
        Assert.Equal(2, again.Messages.Count);
        Assert.Empty(Concluding.Conclude(draft.State, new TurnProposal { Turn = overtaken, Reply = "Too late." }, At(5, 1500)).Events);
    }

    [Fact]
    public void Only_the_first_message_of_the_agent_says_that_it_is_an_AI()
    {
        var first = Conversation.Empty.Heard(At(), "a").Conclude(At());
        var second = first.State.Heard(At(1), "b").Conclude(At(1), "Again.");

        Assert.Equal("AI here.\n\nHello!", Assert.Single(first.Of<MessageQueued>()).Content.Text);
        Assert.Equal("Again.", Assert.Single(second.Of<MessageQueued>()).Content.Text);
    }

    [Fact]
    public void A_proposal_after_a_takeover_comes_to_nothing()
    {
        var state = Conversation.Empty.Heard(At(), "a");
        var turn = state.Turn!.Id;

        var taken = state.Handle(At(1), new TakeOver { User = Ann }).State;

        Assert.Empty(Concluding.Conclude(taken, new TurnProposal { Turn = turn, Reply = "Too late." }, At(2)).Events);
        Assert.Equal((Responder.User, null), (taken.Responder, taken.NextDue));
    }

    [Theory]
    [InlineData(null, TurnFaults.ModelUnavailable, TurnFaults.ModelUnavailable)]
    [InlineData("", null, TurnFaults.Unusable)]
    [InlineData(" \n ", null, TurnFaults.Unusable)]
    [InlineData(null, null, TurnFaults.Unusable)]
    public void A_failed_turn_hands_over_to_people(string? reply, string? fault, string expected)
    {
        var draft = Conversation.Empty.Heard(At(), "a").Conclude(At(), reply, fault);

        Assert.Equal((TurnEnding.Failed, expected), Assert.Single(draft.Of<TurnEnded>()) is var e ? (e.Ending, e.Fault!) : default);
        Assert.Equal(Responder.Nobody, draft.State.Responder);
        Assert.NotNull(draft.State.WaitingSince);
        Assert.Null(draft.State.NextDue);
    }

    [Fact]
    public void An_answer_that_asks_for_a_person_is_sent_and_hands_over()
    {
        var state = Conversation.Empty.Heard(At(), "a");

        var draft = Concluding.Conclude(state, new TurnProposal { Turn = state.Turn!.Id, Reply = "A colleague comes.", HandOver = true }, At());

        Assert.Single(draft.Of<MessageQueued>());
        Assert.Equal(Responder.Nobody, draft.State.Responder);
    }

    [Fact]
    public void An_answer_after_the_window_has_closed_is_not_sent()
    {
        var late = At(0) with { Now = Noon + Day };

        var draft = Conversation.Empty.Heard(At(), "a").Conclude(late);

        Assert.Empty(draft.Of<MessageQueued>());
        Assert.Equal(Faults.WindowClosed, Assert.Single(draft.Of<TurnEnded>()).Fault);
    }

    [Fact]
    public void A_turn_out_of_time_is_tried_again_and_then_left_to_people()
    {
        var state = Conversation.Empty.Heard(At(), "a");
        List<int> tries = [];
        for (var seconds = 0; state.Turn is { } turn; seconds += 100)
        {
            tries.Add(turn.Try);
            state = Obligations.Wake(state, At(seconds + 100)).State;
        }

        Assert.Equal([1, 2, 3], tries);
        Assert.Equal((Responder.Nobody, null), (state.Responder, state.NextDue));
    }

    [Fact]
    public void A_turn_whose_silo_is_gone_is_begun_again_at_once()
    {
        var state = Conversation.Empty.Heard(At(), "a");
        var survivor = At(1) with { Silo = OtherSilo, IsAlive = silo => silo == OtherSilo };

        var draft = Obligations.Wake(state, survivor);

        Assert.Equal(TurnEnding.Lost, Assert.Single(draft.Of<TurnEnded>()).Ending);
        Assert.Equal((2, OtherSilo), (draft.State.Turn!.Try, draft.State.Turn.Silo));
    }

    [Fact]
    public void Messages_whose_silos_keep_going_are_tried_for_longer_and_then_left_to_people()
    {
        var state = Conversation.Empty.Heard(At(), "a");
        var tries = 1;
        for (; state.Turn is { } turn; tries++)
            state = Obligations.Wake(state, At(tries) with { Silo = Silos(tries), IsAlive = silo => silo != turn.Silo }).State;

        Assert.Equal(new Patience().TurnTriesWithLostSilos, tries - 1);
        Assert.Equal(Responder.Nobody, state.Responder);

        static OpaqueId Silos(int number) => number % 2 == 0 ? Given.Silo : OtherSilo;
    }

    [Fact]
    public void A_resolved_conversation_is_not_answered_behind_the_back_of_who_resolved_it()
    {
        var burst = Conversation.Empty.Heard(At(0, 1500), "a");

        var resolved = burst.Handle(At(1, 1500), new Resolve { User = Ann }).State;

        Assert.Empty(Obligations.Wake(resolved, At(10, 1500)).Of<TurnStarted>());
        Assert.Null(resolved.NextDue);
    }

    [Fact]
    public void An_answer_longer_than_the_channel_carries_is_sent_in_parts_of_which_the_first_discloses()
    {
        var sms = At() with { MaxTextLength = 40 };
        var reply = "We are open every day. On Sundays we close at ten. Shall I book a table?";

        var queued = Concluding.Conclude(
            Conversation.Empty.Heard(sms, "a"), new TurnProposal { Turn = 3, Reply = reply }, sms).Of<MessageQueued>().ToList();

        Assert.Equal(
            ["AI here.\n\nWe are open every day.", "On Sundays we close at ten.", "Shall I book a table?"],
            queued.Select(m => m.Content.Text));
        Assert.Equal([true, false, false], queued.Select(m => m.Discloses));
        Assert.All(queued, m => Assert.Equal(3, m.Turn));
    }

    [Fact]
    public void An_answer_without_end_is_not_sent_at_all()
    {
        var draft = Conversation.Empty.Heard(At(), "a").Conclude(At(), new string('x', 10_000_000));

        Assert.Empty(draft.Of<MessageQueued>());
        Assert.Equal(TurnFaults.Unusable, Assert.Single(draft.Of<TurnEnded>()).Fault);
    }

    [Fact]
    public void More_messages_than_are_told_apart_are_answered_as_one()
    {
        var messages = Enumerable.Range(0, Conversation.MaxUnanswered + 50).Select(i => Message($"m{i}")).ToArray();
        var state = Conversation.Empty.Receive(At(), messages).State;
        var turns = 0;

        for (; state.Turn is not null; turns++)
            state = state.Conclude(At()).State.Settle(At(), Athera.Channels.SendOutcome.Accepted($"x{turns}")).State;

        Assert.Equal(1, turns);
    }

    [Fact]
    public void A_flood_answered_one_by_one_waits_for_room_in_the_outbox_instead_of_failing()
    {
        var messages = Enumerable.Range(0, Conversation.MaxOutbox + 20).Select(i => Message($"m{i}")).ToArray();
        var state = Conversation.Empty.Receive(At(), messages).State;
        var sent = 0;

        for (var step = 0; step < 1000 && (state.Turn is not null || !state.Outbox.IsEmpty); step++)
        {
            if (state.Turn is not null)
            {
                state = state.Conclude(At()).State;
                continue;
            }
            state = state.Settle(At(), Athera.Channels.SendOutcome.Accepted($"x{sent++}")).State;
        }

        Assert.Equal((messages.Length, Responder.Agent), (sent, state.Responder));
    }
}
