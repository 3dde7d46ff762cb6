using Athera.Channels;
using Athera.Conversations;
using Athera.Media;
using Athera.Messages;
using Athera.Tests.Conversations;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Media;

public sealed class FetchingTests
{
    [Fact]
    public void A_file_is_begun_in_the_write_that_takes_its_message_in_and_followed_until_its_deadline()
    {
        var draft = Conversation.Empty.Receive(At(), Picture("m1"));

        var begun = Assert.Single(draft.Events.OfType<MediaFetchBegun>());
        Assert.Equal((1, At().Now + At().Patience.Fetch), (begun.Try, begun.Deadline));
        Assert.True(draft.State.NextDue <= begun.Deadline);
    }

    [Fact]
    public void What_came_of_it_settles_the_file_and_is_heard_once()
    {
        var state = Conversation.Empty.Receive(At(), Picture("m1")).State;
        var report = Report(state, MediaState.Stored) with { ContentType = "image/jpeg", Bytes = 5, Blob = "b" };

        var draft = Fetching.Settle(state, report, At(1));

        Assert.Equal(MediaState.Stored, Assert.Single(draft.Events.OfType<MediaSettled>()).State);
        Assert.Empty(draft.State.MediaDuties);
        Assert.Empty(Fetching.Settle(draft.State, report, At(2)).Events);
    }

    [Fact]
    public void What_is_put_off_is_begun_again_when_its_time_has_come_and_not_before()
    {
        var state = Conversation.Empty.Receive(At(), Picture("m1")).State;
        state = Fetching.Settle(
            state, Report(state, MediaState.Pending) with { Fault = new Fault(MediaFaults.Unreachable), RetryAfter = TimeSpan.FromSeconds(20) },
            At(1)).State;

        Assert.Empty(Obligations.Wake(state, At(20)).Events.OfType<MediaFetchBegun>());
        Assert.Equal(2, Assert.Single(Obligations.Wake(state, At(21)).Events.OfType<MediaFetchBegun>()).Try);
    }

    [Fact]
    public void A_try_without_a_call_does_not_count()
    {
        var state = Conversation.Empty.Receive(At(), Picture("m1")).State;
        state = Fetching.Settle(state, Report(state, MediaState.Pending) with { NotCalled = true }, At(1)).State;

        Assert.Equal(1, Assert.Single(state.MediaDuties).Try);
        Assert.True(state.MediaDuties[0].UnderWay);
    }

    [Fact]
    public void What_a_silo_that_is_gone_had_begun_is_begun_again_at_once()
    {
        var state = Conversation.Empty.Receive(At(), Picture("m1")).State;

        var draft = Obligations.Wake(state, At(1) with { Silo = OtherSilo, IsAlive = silo => silo == OtherSilo });

        Assert.Equal(OtherSilo, Assert.Single(draft.Events.OfType<MediaFetchBegun>()).Silo);
    }

    [Fact]
    public void Only_some_are_fetched_at_once_and_all_in_the_end()
    {
        var state = Conversation.Empty;
        for (var i = 0; i < 10; i++)
            state = state.Receive(At(i), Picture($"m{i}", i)).State;
        Assert.Equal(Conversation.MaxFetches, state.MediaDuties.Count(d => d.UnderWay));

        for (var steps = 0; !state.MediaDuties.IsEmpty; steps++)
        {
            Assert.True(steps < 20);
            Assert.InRange(state.MediaDuties.Count(d => d.UnderWay), 1, Conversation.MaxFetches);
            state = Fetching.Settle(state, Report(state, MediaState.Stored), At(20)).State;
        }
    }

    [Fact]
    public void Beyond_the_bound_a_file_is_told_to_have_failed_and_can_be_asked_for_again()
    {
        var state = Conversation.Empty;
        for (var i = 0; i < Conversation.MaxMediaDuties; i++)
            state = state.Receive(At(i), Picture($"m{i}", i)).State;

        var draft = state.Receive(At(200), Picture("one more", 200));

        var settled = Assert.Single(draft.Events.OfType<MediaSettled>());
        Assert.Equal(MediaFaults.Backlog, settled.Fault!.Code);
        Assert.Equal(Conversation.MaxMediaDuties, draft.State.MediaDuties.Length);
    }

    [Fact]
    public void A_failed_file_is_tried_again_when_somebody_asks_and_a_stored_one_is_not()
    {
        var state = Conversation.Empty.Receive(At(), Picture("m1")).State;
        var (message, part) = (state.MediaDuties[0].Message, state.MediaDuties[0].Part);
        state = Fetching.Settle(state, Report(state, MediaState.Failed) with { Fault = new Fault(MediaFaults.Expired) }, At(1)).State;

        Assert.Null(Fetching.CheckRetry(state, message, 0, Known(message, MediaState.Failed)));
        Assert.Equal("not_failed", Fetching.CheckRetry(state, message, 0, Known(message, MediaState.Stored))?.Code);
        Assert.Equal(
            "message_deleted",
            Fetching.CheckRetry(state, message, 0, Known(message, MediaState.Failed) with { DeletedAt = Noon })?.Code);
        var draft = Fetching.Retry(state, message, 0, part, Ann, At(2));
        Assert.Equal(1, Assert.Single(draft.Events.OfType<MediaFetchBegun>()).Try);
    }

    [Fact]
    public void Files_of_a_message_taken_back_are_removed_and_once_more_when_one_was_being_fetched()
    {
        var state = Conversation.Empty.Receive(At(), Picture("m1")).State;
        var deadline = state.MediaDuties[0].DueAt;
        state = state.Apply(new MessageDeleted(state.MediaDuties[0].Message, "n1", Noon, Inbound: true, ["b1"]));
        Assert.Empty(state.MediaDuties);

        var draft = Obligations.Wake(state, At(1));
        var begun = Assert.Single(draft.Events.OfType<MediaRemovalBegun>());
        state = Fetching.Remove(draft.State, begun.Message, At(2)).State;
        Assert.Equal(deadline, Assert.Single(state.MediaRemovals).DueAt);

        state = Obligations.Wake(state, At() with { Now = deadline }).State;
        state = Fetching.Remove(state, begun.Message, At() with { Now = deadline }).State;
        Assert.Empty(state.MediaRemovals);
    }

    private static MessageAftermath Known(long message, MediaState file) =>
        MessageAftermath.Of(message, ConversationForm.Received) with { Media = [new MediaOutcome(0, file)] };

    private static MediaReport Report(Conversation state, MediaState outcome)
    {
        var duty = state.MediaDuties.First(d => d.UnderWay);
        return new MediaReport { Message = new MessageId(Id, duty.Message), Index = duty.Index, Try = duty.Try, State = outcome };
    }

    private static InboundMessage Picture(string id, double sentAt = 0) => Message(id, sentAt) with
    {
        Content = new MessageContent
        {
            Kind = MessageKind.Image, Media = [new MediaPart { Kind = MessageKind.Image, ExternalId = "1" }],
        },
    };
}
