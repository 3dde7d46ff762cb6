using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

/// <summary>A clock may stand earlier than it did: set right by somebody, or of another silo. Nothing may wait for it to catch up.</summary>
public sealed class ClockTests
{
    private static readonly Circumstances _hourEarlier = At(-3600, 1500);

    [Fact]
    public void A_burst_that_was_to_be_answered_in_the_future_is_answered_now()
    {
        var state = Conversation.Empty.Heard(At(0, 1500), "a");

        Assert.Single(Obligations.Wake(state, _hourEarlier).Of<TurnStarted>());
    }

    [Fact]
    public void A_turn_that_would_have_all_the_time_in_the_world_is_lost()
    {
        var draft = Obligations.Wake(Conversation.Empty.Heard(At(), "a"), _hourEarlier);

        Assert.Equal(TurnEnding.Lost, Assert.Single(draft.Of<TurnEnded>()).Ending);
        Assert.NotNull(draft.State.Turn);
    }

    [Fact]
    public void A_message_queued_in_the_future_is_sent_now()
    {
        var state = Answered().Wrote(At(), "c1").Settle(At(), SendOutcome.Deferred(new Fault(Faults.RateLimited), TimeSpan.Zero)).State;

        Assert.Single(Obligations.Wake(state, At(-2 * 86_400)).Of<SendAttempted>());
    }

    [Fact]
    public void A_call_that_would_be_waited_for_in_the_future_has_an_unknown_outcome() =>
        Assert.Equal(MessageState.Unknown, Obligations.Wake(Answered(), _hourEarlier).State.Outbox[0].State);

    [Fact]
    public void The_time_given_to_evidence_begins_anew()
    {
        var state = Obligations.Wake(Answered(), At(60)).State;

        var rearmed = Obligations.Wake(state, _hourEarlier).State;

        Assert.Equal((MessageState.Unknown, _hourEarlier.Now.AddSeconds(30)), (rearmed.Outbox[0].State, rearmed.Outbox[0].DueAt));
        Assert.Empty(Obligations.Wake(rearmed, At(-3580, 1500)).Events);
        Assert.Single(Obligations.Wake(rearmed, At(-3570, 1500)).Of<SendAttempted>());
    }

    [Fact]
    public void A_snooze_still_ends_at_its_hour()
    {
        var state = Answered().Settle(At(), SendOutcome.Accepted("x")).State
            .Handle(At(), new Snooze { User = Ann, Until = Noon.AddDays(30) }).State;

        Assert.Empty(Obligations.Wake(state, _hourEarlier).Events);
    }

    [Fact]
    public void A_small_step_back_is_simply_waited_out()
    {
        var state = Conversation.Empty.Heard(At(0, 1500), "a");

        Assert.Empty(Obligations.Wake(state, At(-5, 1500)).Events);
        Assert.Empty(Obligations.Wake(Answered(), At(-5)).Events);
    }
}
