using Athera.Channels;
using Athera.Contacts;
using Athera.Conversations;
using Athera.Messages;
using Athera.Orders;
using Athera.Testing;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Conversations.Carts;

/// <summary>Of every cart exactly one order is made, whatever fails on the way.</summary>
[Collection(nameof(TestSilo))]
public sealed class CartGrainTests(TestSilo silo) : IAsyncLifetime
{
    private Business _business = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _business = await Business.OpenAsync(silo);

    public ValueTask DisposeAsync()
    {
        silo.Store.Heal();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_cart_becomes_one_placed_order_of_its_contact_that_names_the_message()
    {
        var customer = await _business.MeetAsync();
        await ReceiveAsync(customer, "m1");
        await ReceiveAsync(customer, "m1");

        var order = Assert.Single(await OrdersAsync(customer, 1));

        Assert.Equal((OrderState.Placed, 3980, "USD"), (order.State, order.Total, order.Currency));
        Assert.Equal((customer.Contact, customer.Id), (order.ContactId, order.ConversationId));
        Assert.Equal("m1", (await customer.TranscriptAsync()).Single(m => m.Id == order.Origin.Message).ExternalId);
        Assert.Equal(order.Id.ToString(), (await PassedAsync(customer, 1)).Single().Data!["order"]);
    }

    [Fact]
    public async Task Carts_sent_at_once_and_in_one_webhook_each_become_an_order()
    {
        var customer = await _business.MeetAsync();
        await ReceiveAsync(customer, "a", "b", "c");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => ReceiveAsync(customer, $"m{i}")));

        var orders = await OrdersAsync(customer, 8);

        Assert.Equal(8, orders.Select(o => o.Origin.Message).Distinct().Count());
        Assert.Equal(8, (await PassedAsync(customer, 8)).Count);
    }

    [Fact]
    public async Task An_order_that_could_not_be_stored_is_made_when_it_can()
    {
        var customer = await _business.MeetAsync();
        silo.Store.FailBefore(append => append.Entity is not null);
        await ReceiveAsync(customer, "m1");
        await Eventually.SeesAsync(() => KindsAsync(customer), kinds => kinds.Contains("cart.passing"), Cancellation);
        Assert.Empty((await Orders.List(new OrderQuery())).Items);

        silo.Store.Heal();

        Assert.Single(await OrdersAsync(customer, 1));
    }

    [Fact]
    public async Task An_order_whose_making_nobody_heard_of_is_not_made_twice()
    {
        var customer = await _business.MeetAsync();
        silo.Store.FailAfter(append => append.Entity is not null);
        await ReceiveAsync(customer, "m1");
        var order = Assert.Single(await OrdersAsync(customer, 1));
        // A user has gone on with it meanwhile.
        silo.Store.Heal();
        await silo.Grains.Get<IOrderGrain>(_business.Tenant, order.Id.Value).Change(
            new ChangeOrder { By = new Author(AuthorKind.User, "ann"), State = OrderState.Confirmed });

        await PassedAsync(customer, 1);
        Assert.Equal(OrderState.Confirmed, Assert.Single(await OrdersAsync(customer, 1)).State);
    }

    [Fact]
    public async Task A_cart_whose_end_could_not_be_noted_is_passed_on_again_without_a_second_order()
    {
        var customer = await _business.MeetAsync();
        silo.Store.FailBefore(append => append.Streams.Any(s => s.Events.Any(e => e.Kind == "cart.passed")));
        await ReceiveAsync(customer, "m1");
        await OrdersAsync(customer, 1);
        Assert.Empty(await PassedAsync(customer, 0));

        silo.Store.Heal();

        Assert.Single(await PassedAsync(customer, 1));
        Assert.Single(await OrdersAsync(customer, 1));
    }

    private IOrdersGrain Orders => silo.Grains.Of<IOrdersGrain>(_business.Tenant);

    private async Task<IReadOnlyList<OrderView>> OrdersAsync(Customer customer, int count) => (await Eventually.SeesAsync(
        () => Orders.List(new OrderQuery { Conversation = customer.Id }), page => page.Items.Count == count, Cancellation)).Items;

    private async Task<IReadOnlyList<Athera.Inbox.InboxEvent>> PassedAsync(Customer customer, int count) => (await Eventually.SeesAsync(
        async () => (await _business.Conversations.Events(customer.Id, 0, 200)).Value!.Items.Where(e => e.Kind == "cart.passed").ToList(),
        events => events.Count == count, Cancellation));

    private async Task<IReadOnlyList<string>> KindsAsync(Customer customer) =>
        [.. (await _business.Conversations.Events(customer.Id, 0, 200)).Value!.Items.Select(e => e.Kind)];

    private static async Task ReceiveAsync(Customer customer, params string[] ids) =>
        Assert.Equal(ReceiveOutcome.Stored, await customer.Grain.Receive(new ReceiveMessages
        {
            Account = customer.Account,
            Channel = "paper",
            Contact = customer.Contact,
            NewContact = true,
            ReceivedAt = DateTimeOffset.UtcNow,
            Messages =
            [
                .. ids.Select(id => new InboundMessage
                {
                    From = [new Address(AddressKind.Other, customer.Sender)],
                    ExternalId = id,
                    SentAt = DateTimeOffset.UtcNow,
                    Content = new MessageContent
                    {
                        Kind = MessageKind.Order, Cart = new Cart { Lines = [new CartLine("SKU-1", 2, 19.9m, "USD")] },
                    },
                }),
            ],
        }));
}
