using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

public sealed class EvidenceTests
{
    private static readonly Fault _down = new(Faults.ProviderUnavailable, "paper:503");

    [Fact]
    public void When_receipts_have_had_their_time_the_list_is_asked_and_nothing_is_sent()
    {
        var state = Unknown();

        var draft = Obligations.Wake(state, Listing(30));

        var sought = Assert.IsType<EvidenceSought>(Assert.Single(draft.Events));
        Assert.Equal((1, 1, Given.Silo), (sought.Attempt, sought.Question, sought.Silo));
        Assert.Equal((Noon.AddSeconds(60), Noon.AddSeconds(30).AddHours(1)), (sought.Deadline, sought.Until));
        Assert.Equal(sought.Deadline, draft.State.NextDue);
        Assert.Empty(Obligations.Wake(draft.State, Listing(59)).Events);
    }

    [Theory]
    [InlineData(null, MessageState.Sent)]
    [InlineData(MessageState.Delivered, MessageState.Delivered)]
    [InlineData(MessageState.Failed, MessageState.Failed)]
    public void What_the_list_shows_was_sent_and_is_as_far_as_it_says(MessageState? shown, MessageState ends)
    {
        var state = Asked();
        var fault = shown == MessageState.Failed ? _down : null;

        var draft = state.Weigh(Listing(31), SentEvidence.Listed([new SentCopy("x1", shown, fault)]));

        Assert.Empty(draft.Of<SendAttempted>());
        Assert.Empty(draft.State.Outbox);
        Assert.Equal((ends, "x1", fault), (draft.State.Deliveries[0].State, draft.State.Deliveries[0].ExternalId, draft.State.Deliveries[0].Fault));
    }

    [Fact]
    public void What_the_list_does_not_show_is_sent_again()
    {
        var draft = Asked().Weigh(Listing(31), SentEvidence.Listed([]));

        Assert.Equal(2, Assert.Single(draft.Of<SendAttempted>()).Attempt);
    }

    [Fact]
    public void A_copy_that_is_another_message_is_not_this_one()
    {
        var first = Answered().Settle(At(), SendOutcome.Accepted("x1")).State.Wrote(At(1), "c1");
        var state = Obligations.Wake(first.Settle(At(2), SendOutcome.Unknown(_down)).State, Listing(32)).State;
        var copies = SentEvidence.Listed([new SentCopy("x1", null, null), new SentCopy("x2", null, null)]);

        Assert.Single(state.Weigh(Listing(33), copies, "x2").Of<SendAttempted>());
        Assert.Equal("x2", state.Weigh(Listing(33), copies).State.Deliveries[1].ExternalId);
    }

    [Fact]
    public void While_the_list_cannot_be_read_nothing_is_sent_and_it_is_asked_again_after_growing_pauses()
    {
        var (state, at) = (Unknown(), 30d);
        List<double> pauses = [];
        for (var question = 1; question <= 8; question++)
        {
            state = Obligations.Wake(state, Listing(at)).State;
            Assert.Equal(question, state.Outbox[0].Question);
            var missed = state.Weigh(Listing(at + 1), SentEvidence.CannotTell(_down));
            Assert.Equal(_down, Assert.Single(missed.Of<EvidenceMissed>()).Fault);
            Assert.Single(missed.Events);
            state = missed.State;
            pauses.Add((state.NextDue!.Value - Noon).TotalSeconds - at - 1);
            at += 1 + pauses[^1];
        }

        Assert.Equal([5, 10, 20, 40, 60, 60, 60, 60], pauses);
        Assert.Equal(MessageState.Unknown, state.Deliveries[0].State);
    }

    [Fact]
    public void When_it_cannot_be_found_out_in_time_the_message_fails_and_is_not_sent_again()
    {
        var (state, at) = (Unknown(), 30d);
        while (!state.Outbox.IsEmpty)
        {
            state = Obligations.Wake(state, Listing(at)).State;
            Assert.True(at < 3700, "asked for ever");
            state = state.Outbox.IsEmpty ? state : state.Weigh(Listing(at), SentEvidence.CannotTell(_down)).State;
            at = ((state.NextDue ?? Noon) - Noon).TotalSeconds;
        }

        Assert.Equal((MessageState.Failed, Faults.OutcomeUnknown), (state.Deliveries[0].State, state.Deliveries[0].Fault!.Code));
    }

    [Fact]
    public void A_question_whose_silo_is_gone_or_whose_time_is_over_is_asked_again()
    {
        var survivor = Listing(31) with { Silo = OtherSilo, IsAlive = silo => silo == OtherSilo };

        Assert.Equal(2, Assert.Single(Obligations.Wake(Asked(), survivor).Of<EvidenceSought>()).Question);
        Assert.Equal(2, Assert.Single(Obligations.Wake(Asked(), Listing(60)).Of<EvidenceSought>()).Question);
    }

    [Fact]
    public void An_earlier_question_that_found_nothing_says_nothing_of_now()
    {
        var state = Obligations.Wake(Asked(), Listing(60)).State;

        Assert.Empty(state.Weigh(Listing(61), SentEvidence.Listed([]), question: 1).Events);
        Assert.Empty(state.Weigh(Listing(61), SentEvidence.Listed([new SentCopy("x1", null, null)]), question: 1).State.Outbox);
    }

    [Fact]
    public void A_receipt_or_a_late_answer_settles_while_the_list_is_asked()
    {
        var state = Asked();

        Assert.Empty(state.Report(Listing(31), state.Outbox[0].Message, MessageState.Delivered).State.Outbox);
        Assert.Empty(state.Settle(Listing(31), SendOutcome.Accepted("x1")).State.Outbox);
    }

    [Fact]
    public void A_call_that_was_never_made_is_put_off_like_any_other_while_the_list_is_asked()
    {
        var state = Asked().Settle(Listing(31), SendOutcome.PutOff(_down, TimeSpan.FromSeconds(1))).State;

        Assert.Equal((MessageState.Queued, 0, null), (state.Outbox[0].State, state.Outbox[0].Question, state.Outbox[0].AskUntil));
    }

    [Fact]
    public void A_message_that_was_never_seen_after_the_last_attempt_fails()
    {
        var now = Listing(31) with { Patience = new Patience { Attempts = 1 } };

        var end = Asked().Weigh(now, SentEvidence.Listed([])).State;

        Assert.Equal(Faults.AttemptsExhausted, end.Deliveries[0].Fault!.Code);
    }

    private static Circumstances Listing(double seconds) => At(seconds) with { ListsSent = true };

    /// <summary>A message whose call broke off at noon.</summary>
    private static Conversation Unknown() => Answered().Settle(At(), SendOutcome.Unknown(_down)).State;

    /// <summary>The same, half a minute later, while the list is asked.</summary>
    private static Conversation Asked() => Obligations.Wake(Unknown(), Listing(30)).State;
}
