using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Messages;
using Athera.Orders;
using Athera.Tests.Agents;
using Athera.Tests.Silos;
using Athera.Turns.Tools;
using Xunit;

namespace Athera.Tests.Orders;

public abstract class OrderToolTests(TestSilo silo) : ToolCompliance(silo)
{
    protected override ToolEffect Effect => ToolEffect.Money;

    protected Task<OrderId> NewAsync(ContactId contact, params OrderLine[] lines) => Silo.NewOrderAsync(Business.Tenant, contact, lines);

    protected IOrdersGrain Orders => Silo.Grains.Of<IOrdersGrain>(Business.Tenant);

    protected override async Task<string> EffectsAsync() => JsonSerializer.Serialize((await Orders.List(new OrderQuery())).Items);

    protected static JsonObject Pizzas(int quantity, int unitAmount = 1250) => new()
    {
        ["currency"] = "EUR",
        ["lines"] = new JsonArray(new JsonObject { ["name"] = "Pizza", ["quantity"] = quantity, ["unitAmount"] = unitAmount }),
        ["state"] = "placed",
    };
}

public sealed class CreateOrderToolTests(TestSilo silo) : OrderToolTests(silo)
{
    protected override string Name => "create_order";

    private protected override Task<JsonObject> ArgumentsAsync(Customer customer) => Task.FromResult(Pizzas(2));

    private protected override async Task DisturbAsync(JsonObject arguments)
    {
        var order = Assert.Single((await Orders.List(new OrderQuery())).Items);
        await Silo.Grains.Get<IOrderGrain>(Business.Tenant, order.Id.Value).Change(
            new ChangeOrder { By = new Author(AuthorKind.User, "ann"), State = OrderState.Confirmed });
    }

    [Fact]
    public async Task The_order_is_the_contacts_names_the_call_and_tells_its_price_in_words()
    {
        var outcome = await RunAsync(Pizzas(2), "k1");

        var order = Assert.Single((await Orders.List(new OrderQuery { Contact = Customer.Contact })).Items);
        Assert.Equal((OrderState.Placed, 2500, Customer.Id), (order.State, order.Total, order.ConversationId));
        Assert.Equal((OriginKind.Agent, 3, $"{Customer.Id}-3-k1"), (order.Origin.Kind, order.Origin.Turn, order.Origin.Key));
        Assert.Equal(
            $$"""{"orderId":"{{order.Id}}","state":"placed","currency":"EUR","total":2500,"price":"25.00 EUR","lines":1}""", outcome.Text);
    }

    [Fact]
    public async Task An_amount_that_is_no_whole_number_and_a_line_of_the_wrong_form_are_refused_by_their_place()
    {
        var fraction = Pizzas(2);
        fraction["lines"]![0]!["unitAmount"] = 12.5;
        var unknown = Pizzas(2);
        unknown["lines"]![0]!["discount"] = 100;

        Assert.Contains("lines[0].unitAmount", (await RunAsync(fraction, "k1")).Text, StringComparison.Ordinal);
        Assert.Contains("lines[0].discount", (await RunAsync(unknown, "k2")).Text, StringComparison.Ordinal);
        Assert.Contains("lines[0].quantity", (await RunAsync(Pizzas(0), "k3")).Text, StringComparison.Ordinal);
        Assert.Contains("currency", (await RunAsync(Made("currency", "XXX"), "k4")).Text, StringComparison.Ordinal);
        Assert.Contains("state", (await RunAsync(Made("state", "confirmed"), "k5")).Text, StringComparison.Ordinal);
        Assert.Empty((await Orders.List(new OrderQuery())).Items);

        static JsonObject Made(string name, string value)
        {
            var arguments = Pizzas(1);
            arguments[name] = value;
            return arguments;
        }
    }
}

public sealed class UpdateOrderToolTests(TestSilo silo) : OrderToolTests(silo)
{
    protected override string Name => "update_order";

    protected override bool NamesThings => true;

    private protected override async Task<JsonObject> ArgumentsAsync(Customer customer) => new()
    {
        ["orderId"] = (await NewAsync(customer.Contact, new OrderLine("Pizza", 2, 1250))).ToString(),
        ["lines"] = new JsonArray(new JsonObject { ["name"] = "Pizza", ["quantity"] = 3, ["unitAmount"] = 1250 }),
    };

    private protected override async Task DisturbAsync(JsonObject arguments) => Assert.True((await Silo.Grains
        .Get<IOrderGrain>(Business.Tenant, OrderId.TryParse((string?)arguments["orderId"], out var id) ? id.Value : default)
        .Change(new ChangeOrder { By = new Author(AuthorKind.User, "ann"), Lines = [new OrderLine("Salad", 1, 700)] })).Granted);

    [Fact]
    public async Task What_a_user_has_confirmed_an_agent_changes_no_more()
    {
        var arguments = await ArgumentsAsync(Customer);
        Assert.True(OrderId.TryParse((string?)arguments["orderId"], out var id));
        var order = Silo.Grains.Get<IOrderGrain>(Business.Tenant, id.Value);
        var user = new Author(AuthorKind.User, "ann");
        await order.Change(new ChangeOrder { By = user, State = OrderState.Placed });
        await order.Change(new ChangeOrder { By = user, State = OrderState.Confirmed });

        Assert.Equal("order_fixed", (await RunAsync(arguments, "k1")).Fault);
        Assert.Equal("needs_user", (await RunAsync(new JsonObject { ["orderId"] = id.ToString(), ["state"] = "cancelled" }, "k2")).Fault);
        Assert.Contains("state", (await RunAsync(new JsonObject { ["orderId"] = id.ToString(), ["state"] = "fulfilled" }, "k3")).Text, StringComparison.Ordinal);
        Assert.Equal(OrderState.Confirmed, (await order.Get()).Value!.State);
    }
}

public sealed class FindOrdersToolTests(TestSilo silo) : OrderToolTests(silo)
{
    protected override string Name => "find_orders";

    protected override ToolEffect Effect => ToolEffect.Reads;

    private protected override async Task<JsonObject> ArgumentsAsync(Customer customer)
    {
        await NewAsync(customer.Contact, new OrderLine("Pizza", 2, 1250, "P1"));
        return new JsonObject { ["state"] = "draft" };
    }

    [Fact]
    public async Task It_shows_the_contacts_orders_with_what_is_needed_to_change_them_and_nobody_elses()
    {
        var id = await NewAsync(Customer.Contact, new OrderLine("Pizza", 2, 1250, "P1"));
        await NewAsync((await MeetAsync()).Contact, new OrderLine("Salad", 1, 700));

        var found = JsonNode.Parse((await RunAsync(new JsonObject(), "k1")).Text)!;
        var none = JsonNode.Parse((await RunAsync(new JsonObject { ["state"] = "fulfilled" }, "k2")).Text)!;

        var order = Assert.Single(found["orders"]!.AsArray())!;
        Assert.Equal((id.ToString(), "draft", "25.00 EUR"), ((string?)order["orderId"], (string?)order["state"], (string?)order["price"]));
        Assert.Equal("""[{"name":"Pizza","quantity":2,"unitAmount":1250,"sku":"P1"}]""", order["lines"]!.ToJsonString());
        Assert.Empty(none["orders"]!.AsArray());
    }

    [Fact]
    public async Task However_much_was_ordered_it_fits_what_a_model_is_told()
    {
        var line = new OrderLine(new string('x', OrderLimits.Name), 1, 1, new string('\u00e9', OrderLimits.Name / 2));
        for (var i = 0; i <= OrderTools.MostOrders; i++)
            await NewAsync(Customer.Contact, [.. Enumerable.Repeat(line, 100)]);

        var outcome = await RunAsync(new JsonObject(), "k1");

        Assert.InRange(outcome.Text.Length, 1, ToolOutcome.MaxLength);
        Assert.True((bool)JsonNode.Parse(outcome.Text)!["more"]!);
    }
}

internal static class NewOrders
{
    public static async Task<OrderId> NewOrderAsync(this TestSilo silo, TenantId tenant, ContactId contact, params OrderLine[] lines) =>
        (await silo.Grains.Get<IOrderGrain>(tenant, OpaqueId.New()).Create(new CreateOrder
        {
            Contact = contact, Currency = "EUR", Lines = lines, Origin = new Origin(OriginKind.User, "ann"),
        })).Value!.Id;
}
