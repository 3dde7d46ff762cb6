using Athera.Messages;
using Athera.Orders;
using CsCheck;
using Xunit;

namespace Athera.Tests.Orders;

/// <summary>A cart becomes an order that says the same, or a draft that says what is missing.</summary>
public sealed class CatalogueOrderTests
{
    private static readonly ContactId _contact = new(new OpaqueId(0, 4));
    private static readonly MessageId _message = new(new ConversationId(new OpaqueId(0, 3)), 7);

    private static readonly Gen<CartLine> _genLine =
        from quantity in Gen.OneOfConst(1m, 2m, 1_000_000m, 0m, -1m, 1.5m, 1_000_001m, decimal.MaxValue)
        from price in Gen.OneOfConst<decimal?>(19.9m, 0m, 500m, null, 0.005m, -1m, 10_000_000_000m, decimal.MaxValue)
        from currency in Gen.OneOfConst("USD", "usd", "JPY", null, "XXX", "")
        from product in Gen.OneOfConst("SKU-1", "", " ", new string('x', 257))
        select new CartLine(product, quantity, price, currency);

    [Fact]
    public void A_whole_cart_is_a_placed_order_of_exactly_its_prices()
    {
        var order = Of(Cart(new CartLine("SKU-1", 2, 19.9m, "USD"), new CartLine("SKU-2", 1, 3m, "usd")), "Please gift wrap");

        Assert.Equal((OrderState.Placed, "USD", 0, "Please gift wrap"), (order.State, order.Currency, order.LeftOut, order.Notes));
        Assert.Equal([new OrderLine("SKU-1", 2, 1990, "SKU-1"), new OrderLine("SKU-2", 1, 300, "SKU-2")], order.Lines);
        Assert.Equal(new Origin(OriginKind.Catalogue, Message: _message), order.Origin);
        Assert.Equal((_contact, _message.Conversation), (order.Contact, order.Conversation));
    }

    [Fact]
    public void What_cannot_be_taken_over_exactly_is_left_out_and_makes_a_draft()
    {
        var order = Of(Cart(
            new CartLine("SKU-1", 2, 500m, "JPY"), new CartLine("SKU-2", 1, 0.5m, "JPY"), new CartLine("SKU-3", 1, null, "JPY"),
            new CartLine("SKU-4", 1.5m, 5m, "JPY"), new CartLine("SKU-5", 1, 5m, "USD")));

        Assert.Equal((OrderState.Draft, "JPY", 4), (order.State, order.Currency, order.LeftOut));
        Assert.Equal([new OrderLine("SKU-1", 2, 500, "SKU-1")], order.Lines);
    }

    [Fact]
    public void A_cart_with_nothing_readable_in_it_is_an_empty_draft_and_one_kept_whole_is_a_draft_too()
    {
        var empty = Of(Cart(new CartLine("SKU-1", 1, 5m, "nothing")));
        var whole = CatalogueOrder.Of(
            new MessageContent { Kind = MessageKind.Order, Cart = Cart(new CartLine("SKU-1", 1, 5m, "EUR")), Raw = "{}" }, _contact, _message);

        Assert.Equal((OrderState.Draft, null, 0, 1), (empty.State, empty.Currency, empty.Lines.Count, empty.LeftOut));
        Assert.Equal((OrderState.Draft, 1), (whole.State, whole.Lines.Count));
    }

    [Fact]
    public void Of_any_cart_an_order_can_be_made() => _genLine.Array[0, 8].Sample(lines =>
    {
        var command = Of(Cart(lines), new string('n', MessageContent.MaxTextLength));
        var decision = OrderDecisions.Create(Order.Empty, command, _contact, DateTimeOffset.UnixEpoch);

        Assert.Null(decision.Refusal);
        var order = decision.Events.Aggregate(Order.Empty, (state, @event) => state.Apply(@event)).View(new OrderId(default));
        Assert.Equal(lines.Length, order.Lines.Count + order.LeftOut);
        Assert.Equal(order.State == OrderState.Placed, order.LeftOut == 0 && lines.Length > 0);
    });

    private static CreateOrder Of(Cart cart, string? text = null) =>
        CatalogueOrder.Of(new MessageContent { Kind = MessageKind.Order, Text = text, Cart = cart }, _contact, _message);

    private static Cart Cart(params CartLine[] lines) => new() { Catalog = "c1", Lines = lines };
}
