using Athera.Contacts;
using Athera.Conversations;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

public sealed class ReceivingTests
{
    [Fact]
    public void The_first_message_opens_the_conversation_for_its_contact()
    {
        var opened = Conversation.Empty.Receive(At(), Message("m1")).Events;

        Assert.Equal(
            (Given.Contact, Account, true, 86_400), opened[0] is ConversationOpened e ? (e.Contact, e.Account, e.BearsContact, e.WindowSeconds) : default);
        Assert.IsType<MessageReceived>(opened[1]);
    }

    [Fact]
    public void A_message_known_already_leaves_no_event()
    {
        var state = Conversation.Empty.Receive(At(), Message("m1")).State;

        Assert.Empty(state.Receive(At(1), Message("m1")).Events);
    }

    [Fact]
    public void A_message_the_database_knows_leaves_no_event_however_long_ago_it_came()
    {
        var draft = Receiving.Receive(Answered(), Batch(At(), Message("old")), Knowing("old"), At());

        Assert.Empty(draft.Events);
    }

    [Fact]
    public void A_message_that_stands_twice_in_a_large_batch_is_received_once()
    {
        var batch = Enumerable.Range(0, 50).Select(i => Message($"m{i}")).Append(Message("m0")).ToArray();

        var received = Conversation.Empty.Receive(At(), batch).Of<MessageReceived>().Select(e => e.ExternalId).ToList();

        Assert.Equal(received.Distinct(), received);
    }

    [Fact]
    public void A_batch_is_taken_in_the_order_of_sending_and_ties_in_that_of_the_webhook()
    {
        var draft = Conversation.Empty.Receive(At(10), Message("c", 5), Message("a", 1), Message("d", 5), Message("b", 2));

        Assert.Equal(["a", "b", "c", "d"], draft.Of<MessageReceived>().Select(e => e.ExternalId));
        Assert.DoesNotContain(draft.Of<MessageReceived>(), e => e.Late);
    }

    [Fact]
    public void A_message_sent_before_one_already_here_is_appended_and_marked_late()
    {
        var state = Conversation.Empty.Receive(At(10), Message("new", 9)).State;

        var late = Assert.Single(state.Receive(At(11), Message("old", 3)).Of<MessageReceived>());

        Assert.True(late.Late);
        Assert.Equal(Noon.AddSeconds(3), late.SentAt);
    }

    [Fact]
    public void A_time_of_sending_in_the_future_gives_way_to_that_of_receipt()
    {
        var draft = Conversation.Empty.Receive(At(), Message("m1", sentAt: 3600));

        Assert.Null(Assert.Single(draft.Of<MessageReceived>()).SentAt);
        Assert.Equal(Noon, draft.State.LastHeardAt);
    }

    [Fact]
    public void A_clock_that_is_a_little_ahead_is_believed()
    {
        var draft = Conversation.Empty.Receive(At(), Message("m1", sentAt: 30));

        Assert.Equal(Noon.AddSeconds(30), draft.State.LastHeardAt);
    }

    [Fact]
    public void An_old_message_is_stored_but_not_answered_by_the_agent()
    {
        var draft = Conversation.Empty.Receive(At(301), Message("m1", 0));

        Assert.False(Assert.Single(draft.Of<MessageReceived>()).ForAgent);
        Assert.Null(draft.State.Turn);
        Assert.Equal((1, null), (draft.State.Unread, draft.State.NextDue));
        Assert.NotNull(draft.State.WaitingSince);
    }

    [Fact]
    public void An_agent_that_is_switched_off_leaves_messages_to_people()
    {
        var off = At() with { Profile = new() { Enabled = false } };

        var draft = Conversation.Empty.Receive(off, Message("m1"));

        Assert.Empty(draft.Of<TurnStarted>());
        Assert.Empty(draft.State.Unanswered);
    }

    [Theory]
    [InlineData(ConversationStatus.Snoozed)]
    [InlineData(ConversationStatus.Resolved)]
    public void A_message_opens_a_conversation_that_was_put_away(ConversationStatus status)
    {
        ConversationCommand away = status == ConversationStatus.Snoozed
            ? new Snooze { User = Ann, Until = Noon.AddDays(1) }
            : new Resolve { User = Ann };
        var state = Answered().Handle(At(), away).State;
        Assert.Equal(status, state.Status);

        Assert.Equal(ConversationStatus.Open, state.Heard(At(1), "m2").Status);
    }

    [Fact]
    public void A_new_address_is_learned_and_a_ninth_is_not()
    {
        var many = Enumerable.Range(0, 12).Select(i => new Address(AddressKind.Other, $"id-{i}")).ToArray();

        var state = Conversation.Empty.Receive(At(), Message("m1")).State.Receive(At(), Message("m2", 0, null, many)).State;

        Assert.Equal(8, state.Addresses.Length);
        Assert.Equal(Phone, state.Addresses[0]);
    }
}
