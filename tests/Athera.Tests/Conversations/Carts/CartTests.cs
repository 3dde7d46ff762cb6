using Athera.Conversations;
using Athera.Messages;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations.Carts;

/// <summary>What a conversation owes a contact who sent a cart.</summary>
public sealed class CartTests
{
    private static readonly OrderId _order = new(new OpaqueId(0, 9));

    [Fact]
    public void A_cart_is_passed_on_in_the_decision_that_takes_it_in()
    {
        var draft = Conversation.Empty.Receive(At(), Cart("m1"));

        var passing = Assert.Single(draft.Of<CartPassing>());
        Assert.IsType<MessageReceived>(draft.Events[(int)passing.Message - 1]);
        Assert.Equal((passing.Message, passing.Message), (draft.State.Carts!.First, draft.State.Carts.Last));
        Assert.NotNull(draft.State.NextDue);
    }

    [Fact]
    public void What_is_no_cart_owes_none() => Assert.Null(Conversation.Empty.Receive(At(), Message("m1")).State.Carts);

    [Fact]
    public void A_cart_of_which_nothing_is_heard_is_passed_on_again_later_or_when_its_silo_is_gone()
    {
        var state = Conversation.Empty.Receive(At(), Cart("m1")).State;

        Assert.Empty(Obligations.Wake(state, At(10)).Of<CartPassing>());
        Assert.Single(Obligations.Wake(state, At(31)).Of<CartPassing>());
        var elsewhere = At(1) with { Silo = OtherSilo, IsAlive = silo => silo == OtherSilo };
        Assert.Equal(OtherSilo, Assert.Single(Obligations.Wake(state, elsewhere).Of<CartPassing>()).Silo);
    }

    [Fact]
    public void Many_carts_are_passed_on_one_after_the_other_and_weigh_no_more_than_two()
    {
        var state = Conversation.Empty.Receive(At(), Cart("m0")).State;
        List<long> carts = [state.Carts!.First];
        for (var i = 1; i < 300; i++)
        {
            var draft = state.Receive(At(i * 0.01), Cart($"m{i}"));
            Assert.Empty(draft.Of<CartPassing>());
            state = draft.State;
            carts.Add(state.Carts!.Last);
        }
        Promises.CheckSize(state);

        for (var i = 0; i < carts.Count; i++)
        {
            var draft = CartObligation.Passed(state, carts[i], i + 1 < carts.Count ? carts[i + 1] : null, _order, null, At(4));
            Assert.Equal(i + 1 < carts.Count ? [carts[i + 1]] : [], draft.Of<CartPassing>().Select(p => p.Message));
            state = draft.State;
        }
        Assert.Null(state.Carts);
    }

    [Fact]
    public void What_was_passed_on_already_and_what_does_not_know_of_the_next_changes_nothing()
    {
        var state = Conversation.Empty.Receive(At(), Cart("m1")).State;
        var first = state.Carts!.First;
        state = state.Receive(At(1), Cart("m2")).State;

        Assert.Empty(CartObligation.Passed(state, first, null, _order, null, At(2)).Events);
        Assert.Empty(CartObligation.Passed(state, state.Carts!.Last, null, _order, null, At(2)).Events);
        var next = CartObligation.Passed(state, first, state.Carts.Last, _order, null, At(2)).State;
        Assert.Equal(state.Carts.Last, next.Carts?.First);
        Assert.Empty(CartObligation.Passed(next, first, state.Carts.Last, _order, null, At(2)).Events);
    }

    [Fact]
    public void A_cart_received_before_orders_were_made_of_carts_owes_none()
    {
        var received = (MessageReceived)ConversationForm.Events.Decode(ConversationForm.Received, """
            {"externalId":"m1","content":{"kind":13,"cart":{"lines":[{"product":"A","quantity":1}]}},"receivedAt":"2026-03-01T12:00:00+00:00"}
            """u8)!;

        Assert.NotNull(received.Content.Cart);
        Assert.Null(Conversation.Empty.Apply(received).Carts);
    }

    private static Athera.Channels.InboundMessage Cart(string id) => Message(id) with
    {
        Content = new MessageContent
        {
            Kind = MessageKind.Order, Cart = new Cart { Lines = [new CartLine("SKU-1", 2, 19.9m, "USD")] },
        },
    };
}
