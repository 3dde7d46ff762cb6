using Athera.Channels;
using Athera.Conversations;
using Athera.Inbox;
using Athera.Journal;
using Athera.Keys;
using Athera.Messages;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

public sealed class FeedEventsTests
{
    private static readonly TenantKey _key = new(TenantId.New(), Id.Value);

    [Fact]
    public void A_late_receipt_does_not_make_followers_forget_a_failure()
    {
        var state = Answered().Settle(At(), SendOutcome.Accepted("x1")).State;
        var message = state.Deliveries[0].Message;
        state = state.Report(At(), message, MessageState.Failed, fault: new Fault(Faults.Undeliverable)).State;

        var told = Tell(Assert.Single(state.Report(At(), message, MessageState.Sent).Events));

        Assert.Equal(MessageState.Failed, told.State);
        Assert.Equal(message, told.MessageId!.Value.Sequence);
    }

    [Fact]
    public void A_failure_after_proof_of_delivery_is_told_as_delivered()
    {
        var state = Answered().Settle(At(), SendOutcome.Accepted("x1")).State;
        var message = state.Deliveries[0].Message;
        state = state.Report(At(), message, MessageState.Delivered).State;

        var told = Tell(Assert.Single(
            state.Report(At(), message, MessageState.Failed, fault: new Fault(Faults.Undeliverable)).Events));

        Assert.Equal((MessageState.Delivered, null), (told.State, told.Fault));
    }

    [Fact]
    public void An_answer_that_comes_after_its_receipt_is_told_as_the_receipt_was()
    {
        var state = Answered();
        var message = state.Outbox[0].Message;
        var delivered = state with
        {
            Outbox = [],
            Deliveries = [new MessageAftermath { Message = message, State = MessageState.Delivered, DeliveredAt = Noon }],
        };

        var told = Tell(Assert.Single(delivered.Settle(At(), message, 1, SendOutcome.Accepted("x1")).Of<SendSettled>()));

        Assert.Equal(MessageState.Delivered, told.State);
    }

    [Fact]
    public void A_message_from_the_contact_names_no_contact_where_the_reader_knows()
    {
        var received = Assert.Single(Conversation.Empty.Receive(At(), Message("m1")).Of<MessageReceived>());

        Assert.Equal(new Author(AuthorKind.Contact, null), Tell(received).Message!.Author);
    }

    private static InboxEvent Tell(ConversationEvent @event)
    {
        var codec = ConversationForm.Events;
        using var key = new SubjectKey(Given.Contact.Value, new byte[32]);
        var payload = key.Seal(codec.Encode(@event), new SealContext(_key.Tenant, _key.Id, 1, SealPurpose.Event));
        return FeedEvents.View(
            _key, new StoredEvent(_key.Id, StreamCategory.Conversation, 1, 1, codec.KindOf(@event), Noon, Noon, payload), key);
    }
}
