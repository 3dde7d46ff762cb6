using Athera.Conversations;
using Athera.Messages;
using CsCheck;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

public sealed class ReceiptTests
{
    private static readonly Fault _fault = new(Faults.Undeliverable, "paper:9");

    private static readonly MessageState[] _states =
        [MessageState.Sent, MessageState.Delivered, MessageState.Read, MessageState.Failed];

    [Fact]
    public void Receipts_in_any_order_and_number_end_in_the_same_state()
    {
        var genSubset = Gen.Int[1, 15].Select(bits => _states.Where((_, i) => (bits & (1 << i)) != 0).ToArray());
        var genRuns =
            from subset in genSubset
            from repeats in Gen.OneOfConst(subset).Array[0, 4]
            from one in Gen.Shuffle(subset.Concat(repeats).ToArray())
            from other in Gen.Shuffle(subset.Concat(repeats).ToArray())
            from answerAt in Gen.Int[-1, 8]
            select (one, other, answerAt);

        genRuns.Sample(runs => Assert.Equal(After(runs.one, runs.answerAt), After(runs.other, 0)), iter: 2000);
    }

    [Fact]
    public void A_late_sent_never_hides_a_failure()
    {
        var state = Answered().Settle(At(), Athera.Channels.SendOutcome.Accepted("x1")).State;
        var message = state.Deliveries[0].Message;

        state = state.Report(At(), message, MessageState.Failed, fault: _fault).State;
        state = state.Report(At(), message, MessageState.Sent).State;

        Assert.Equal((MessageState.Failed, _fault), (state.Deliveries[0].State, state.Deliveries[0].Fault));
    }

    [Fact]
    public void A_receipt_that_is_no_news_leaves_no_event()
    {
        var state = Answered().Settle(At(), Athera.Channels.SendOutcome.Accepted("x1")).State;
        var message = state.Deliveries[0].Message;
        state = state.Report(At(), message, MessageState.Read).State;

        Assert.Empty(state.Report(At(), message, MessageState.Read).Events);
        Assert.Empty(state.Report(At(), message: 9_999, MessageState.Read).Events);
    }

    [Fact]
    public void A_receipt_for_a_message_no_longer_followed_counts_once()
    {
        var older = new Dictionary<long, Recalled> { [1] = Recalled(new() { Message = 1, State = MessageState.Sent }) };
        (long, Athera.Channels.DeliveryReceipt)[] receipts =
            [(1, Receipt(MessageState.Delivered)), (1, Receipt(MessageState.Delivered)), (1, Receipt(MessageState.Read))];

        var draft = Sending.Report(Answered(), receipts, older, At());

        Assert.Equal([MessageState.Delivered, MessageState.Read], draft.Of<ReceiptRecorded>().Select(e => e.State));
        Assert.Equal(MessageState.Sent, older[1].Aftermath.State);
    }

    // The answer to the call comes among the receipts, or before all of them.
    private static MessageAftermath After(MessageState[] receipts, int answerAt)
    {
        var state = Answered();
        var message = state.Outbox[0].Message;
        for (var i = 0; i <= receipts.Length; i++)
        {
            if (i == Math.Clamp(answerAt, 0, receipts.Length))
                state = state.Settle(At(), message, 1, Athera.Channels.SendOutcome.Accepted("x1")).State;
            if (i < receipts.Length)
            {
                var fault = receipts[i] == MessageState.Failed ? _fault : null;
                state = state.Report(At(), message, receipts[i], fault: fault, at: (double)receipts[i]).State;
            }
        }
        Assert.Empty(state.Outbox);
        return Assert.Single(state.Deliveries);
    }
}
