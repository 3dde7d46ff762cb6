using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

public sealed class SendingTests
{
    private static readonly Fault _busy = new(Faults.RateLimited, "paper:1");

    [Fact]
    public void A_person_who_writes_answers_from_then_on()
    {
        var state = Conversation.Empty.Heard(At(), "a");

        var draft = Sending.Send(state, Written(), At(1));

        Assert.Equal(TurnEnding.TakenOver, Assert.Single(draft.Of<TurnEnded>()).Ending);
        Assert.Equal(Responder.User, draft.State.Responder);
        Assert.Single(draft.Of<SendAttempted>());
    }

    [Fact]
    public void A_closed_window_refuses()
    {
        var state = Answered();
        var justOpen = At() with { Now = Noon + Day - TimeSpan.FromSeconds(1) };

        Assert.Null(Sending.Check(state, Written(), justOpen));
        Assert.Equal(Faults.WindowClosed, Sending.Check(state, Written(), At() with { Now = Noon + Day })?.Code);
    }

    [Fact]
    public void A_full_outbox_refuses()
    {
        var state = Answered();
        while (state.Outbox.Length < Conversation.MaxOutbox)
            state = state.Wrote(At(), $"c{state.Outbox.Length}");

        Assert.Equal("outbox_full", Sending.Check(state, Written("more"), At())?.Code);
    }

    [Theory]
    [InlineData("", "c", "text")]
    [InlineData("  ", "c", "text")]
    [InlineData("x", "", "clientMessageId")]
    public void What_breaks_a_rule_is_refused_by_field(string text, string id, string field) =>
        Assert.Contains(field, Sending.Check(Answered(), Written(id, text), At())!.Fields!.Keys);

    [Fact]
    public void Nothing_can_be_sent_where_nobody_has_written() =>
        Assert.Equal(RefusalKind.NotFound, Sending.Check(Conversation.Empty, Written(), At())?.Kind);

    [Fact]
    public void Messages_are_sent_one_after_the_other_in_the_order_they_were_queued()
    {
        var state = Answered().Wrote(At(), "c1").Wrote(At(), "c2");
        List<long> sent = [];

        while (!state.Outbox.IsEmpty)
        {
            Assert.All(state.Outbox[1..], o => Assert.Equal((MessageState.Queued, 0), (o.State, o.Attempt)));
            sent.Add(state.Outbox[0].Message);
            state = state.Settle(At(), SendOutcome.Accepted($"x{sent.Count}")).State;
        }

        Assert.Equal(3, sent.Count);
        Assert.Equal(sent.Order(), sent);
    }

    [Fact]
    public void A_refusal_for_now_is_tried_again_later_and_each_time_later()
    {
        var state = Answered();
        List<double> waits = [];
        var at = 0d;
        while (!state.Outbox.IsEmpty)
        {
            state = state.Settle(At(at), SendOutcome.Deferred(_busy, TimeSpan.Zero)).State;
            if (state.Outbox.IsEmpty)
                break;
            waits.Add((state.Outbox[0].DueAt - Noon).TotalSeconds - at);
            at += waits[^1];
            state = Obligations.Wake(state, At(at)).State;
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64], waits);
        Assert.Equal((MessageState.Failed, _busy.Code), (state.Deliveries[0].State, state.Deliveries[0].Fault?.Code));
    }

    [Fact]
    public void A_provider_that_asks_for_more_time_gets_it()
    {
        var state = Answered().Settle(At(), SendOutcome.Deferred(_busy, TimeSpan.FromMinutes(5))).State;

        Assert.Equal(Noon.AddMinutes(5), state.NextDue);
    }

    [Fact]
    public void What_waits_for_a_held_account_goes_when_it_sends_again_and_nothing_else_does()
    {
        var held = Answered().Settle(At(), SendOutcome.Deferred(new Fault(Faults.CredentialsInvalid), TimeSpan.FromMinutes(5))).State;
        var busy = Answered().Settle(At(), SendOutcome.Deferred(_busy, TimeSpan.FromMinutes(5))).State;

        var again = Obligations.Hasten(held, At(2));
        Assert.Equal(2, Assert.Single(again.Of<SendAttempted>()).Attempt);
        Assert.Empty(Obligations.Hasten(again.State, At(3)).Events);
        Assert.Empty(Obligations.Wake(held, At(2)).Events);
        Assert.Empty(Obligations.Hasten(busy, At(2)).Events);
    }

    [Fact]
    public void A_call_without_an_outcome_is_not_made_again_before_receipts_had_their_time()
    {
        var state = Obligations.Wake(Answered(), At(60)).State;
        Assert.Equal(MessageState.Unknown, state.Outbox[0].State);

        Assert.Empty(Obligations.Wake(state, At(89)).Events);
        var again = Obligations.Wake(state, At(90));
        Assert.Equal(2, Assert.Single(again.Of<SendAttempted>()).Attempt);
    }

    [Fact]
    public void A_call_whose_silo_is_gone_has_no_outcome_any_more()
    {
        var survivor = At(1) with { Silo = OtherSilo, IsAlive = silo => silo == OtherSilo };

        Assert.Equal(MessageState.Unknown, Obligations.Wake(Answered(), survivor).State.Outbox[0].State);
        Assert.Empty(Obligations.Wake(Answered(), At(1)).Events);
    }

    [Fact]
    public void A_receipt_is_the_evidence_an_unknown_outcome_waits_for()
    {
        var state = Obligations.Wake(Answered(), At(60)).State;
        var message = state.Outbox[0].Message;

        var told = state.Report(At(61), message, MessageState.Delivered);

        Assert.Empty(told.State.Outbox);
        Assert.Equal(MessageState.Delivered, told.State.Deliveries[0].State);
        Assert.Empty(Obligations.Wake(told.State, At(200)).Events);
    }

    [Fact]
    public void A_late_answer_of_an_earlier_attempt_keeps_the_message_from_being_sent_again()
    {
        var state = Answered();
        var message = state.Outbox[0].Message;
        state = state.Settle(At(), SendOutcome.Deferred(_busy, TimeSpan.FromMinutes(1))).State;

        var draft = state.Settle(At(1), message, 1, SendOutcome.Accepted("x1"));

        Assert.Empty(draft.State.Outbox);
        Assert.Empty(Obligations.Wake(draft.State, At(300)).Events);
    }

    [Fact]
    public void An_answer_told_twice_is_taken_once()
    {
        var state = Answered();
        var message = state.Outbox[0].Message;
        state = state.Settle(At(), SendOutcome.Accepted("x1")).State;

        Assert.Empty(state.Settle(At(), message, 1, SendOutcome.Accepted("x1")).Events);
        Assert.Empty(state.Settle(At(), message, 1, SendOutcome.Refused(_busy)).Events);
    }

    [Fact]
    public void An_answer_after_its_receipt_still_brings_the_providers_id()
    {
        var state = Answered();
        var message = state.Outbox[0].Message;
        state = state.Report(At(), message, MessageState.Delivered, externalId: "x1").State;
        Assert.Equal("x1", state.Deliveries[0].ExternalId);
        Assert.Empty(state.Outbox);

        Assert.Empty(state.Settle(At(), message, 1, SendOutcome.Accepted("x1")).Events);
        Assert.Equal(MessageState.Delivered, state.Deliveries[0].State);
    }

    [Fact]
    public void An_unknown_outcome_after_the_last_attempt_fails()
    {
        var now = At();
        var state = Answered(now with { Patience = new Patience { Attempts = 1 } });
        state = state.Settle(now, SendOutcome.Unknown(_busy)).State;

        var end = Obligations.Wake(state, At(31) with { Patience = new Patience { Attempts = 1 } }).State;

        Assert.Empty(end.Outbox);
        Assert.Equal((MessageState.Failed, Faults.AttemptsExhausted), (end.Deliveries[0].State, end.Deliveries[0].Fault!.Code));
    }

    [Fact]
    public void To_be_put_off_without_a_call_is_no_try()
    {
        var state = Answered();
        for (var i = 0; i < 50; i++)
        {
            state = state.Settle(At(i * 10), SendOutcome.PutOff(_busy, TimeSpan.FromSeconds(3))).State;
            Assert.Equal(Noon.AddSeconds((i * 10) + 3), state.NextDue);
            state = Obligations.Wake(state, At((i * 10) + 3)).State;
        }

        Assert.Equal((51, 0), (state.Outbox[0].Attempt, state.Outbox[0].Calls));
        Assert.Equal(MessageState.Queued, state.Settle(At(500), SendOutcome.Deferred(_busy, TimeSpan.Zero)).State.Outbox[0].State);
    }

    [Fact]
    public void An_attempt_that_waited_in_vain_for_its_turn_is_no_try()
    {
        var state = Obligations.Wake(Answered(), At(60)).State;
        Assert.Equal(1, state.Outbox[0].Calls);

        state = state.Settle(At(61), SendOutcome.PutOff(_busy, TimeSpan.FromSeconds(1))).State;

        Assert.Equal((MessageState.Queued, 0), (state.Outbox[0].State, state.Outbox[0].Calls));
    }

    [Fact]
    public void Nobody_makes_a_message_wait_for_more_than_an_hour()
    {
        var state = Answered().Settle(At(), SendOutcome.Deferred(_busy, TimeSpan.FromDays(2))).State;

        Assert.Equal(Noon.AddHours(1), state.NextDue);
    }

    [Fact]
    public void A_text_longer_than_one_message_carries_is_sent_as_several_and_one_longer_than_all_is_refused()
    {
        var sms = At() with { MaxTextLength = 160 };
        var longest = string.Join(' ', Enumerable.Repeat(new string('x', 159), Conversation.MaxParts));

        var sent = Sending.Send(Answered(), Written(text: longest), sms).Of<MessageQueued>().ToList();

        Assert.Null(Sending.Check(Answered(), Written(text: longest), sms));
        Assert.Equal(Conversation.MaxParts, sent.Count);
        Assert.Equal("c1", Assert.Single(sent, m => m.ClientMessageId is not null).ClientMessageId);
        Assert.Contains("text", Sending.Check(Answered(), Written(text: longest + " x and more"), sms)!.Fields!.Keys);
    }
}
