using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Lab.Meta;
using Athera.Testing;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

// What customers order, and what people have to do.
public abstract partial class ServingTests
{
    [Fact]
    public async Task A_cart_from_the_catalogue_becomes_one_order_that_a_user_brings_to_its_end()
    {
        const string customer = "12025550155";
        var athera = await AtheraAsync();
        var cart = Carts.Webhook(athera, customer, "wamid.cart-155");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(athera, cart));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(athera, cart));

        var conversation = await athera.ConversationAsync(customer, Cancellation);
        var order = Assert.Single(await Carts.OrdersAsync(athera, $"conversation={conversation.Id}", 1, Cancellation));

        Assert.Equal(("placed", 3980), (order.GetProperty("state").GetString(), order.GetProperty("total").GetInt64()));
        Assert.Equal("Please gift wrap", order.GetProperty("notes").GetString());
        var path = $"orders/{order.GetProperty("id").GetString()}";
        Assert.Equal("order_state", await PatchAsync(athera, path, new { state = "fulfilled" }, HttpStatusCode.Conflict));
        await PatchAsync(athera, path, new { state = "confirmed" }, HttpStatusCode.OK);
        Assert.Equal("order_fixed", await PatchAsync(
            athera, path, new { lines = new[] { new { name = "Other", quantity = 1, unitAmount = 1 } } }, HttpStatusCode.Conflict));
        await PatchAsync(athera, path, new { state = "fulfilled" }, HttpStatusCode.OK);
        var done = Assert.Single(await Carts.OrdersAsync(athera, $"contact={conversation.ContactId}&state=fulfilled", 1, Cancellation));
        Assert.Equal(["confirmed", "fulfilled"], done.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_task_is_listed_where_it_belongs_and_overdue_when_its_time_has_come()
    {
        const string customer = "12025550156";
        var athera = await AtheraAsync();
        await StatusAsync(athera, MetaWebhooks.Texts(athera.WhatsApp, RunningAthera.Text(customer, "Good morning")));
        var conversation = await athera.ConversationAsync(customer, Cancellation);
        var now = TimeProvider.System.GetUtcNow();

        await PostAsync(athera, "tasks", new { title = "Call", conversationId = conversation.Id, dueAt = now.AddMinutes(-1) }, HttpStatusCode.Created);
        await PostAsync(athera, "tasks", new { title = "Later", conversationId = conversation.Id, dueAt = now.AddDays(1) }, HttpStatusCode.Created);
        await PostAsync(athera, "tasks", new { title = "For nobody" }, HttpStatusCode.Created);
        Assert.Equal("invalid", await PostAsync(athera, "tasks", new { title = "x", contactId = OpaqueId.New().ToString() }, HttpStatusCode.UnprocessableEntity));

        var about = await athera.Api.ListAsync<JsonElement>($"tasks?contact={conversation.ContactId}", Cancellation);
        var overdue = await athera.Api.ListAsync<JsonElement>($"tasks?conversation={conversation.Id}&overdue=true", Cancellation);
        Assert.Equal(["Later", "Call"], about.Select(t => t.GetProperty("title").GetString()));
        Assert.Equal("Call", Assert.Single(overdue).GetProperty("title").GetString());
        await PatchAsync(athera, $"tasks/{overdue[0].GetProperty("id").GetString()}", new { state = "done" }, HttpStatusCode.OK);
        Assert.Empty(await athera.Api.ListAsync<JsonElement>($"tasks?conversation={conversation.Id}&overdue=true", Cancellation));
    }

    private static async Task<string?> PatchAsync(RunningAthera athera, string resource, object body, HttpStatusCode expected)
    {
        using var content = JsonContent.Create(body);
        using var answer = await athera.Api.SendAsync(HttpMethod.Patch, resource, content, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == expected, $"{resource} answered {(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}

/// <summary>Carts that customers send, and the orders that are made of them.</summary>
internal static class Carts
{
    public static Athera.Lab.Wire.SignedWebhook Webhook(RunningAthera athera, string customer, string id) => MetaWebhooks.Happenings(
        athera.WhatsApp,
        WhatsAppHappening.Message(
            new WhatsAppCustomer(customer, null, "Dana Field"), "order",
            new JsonObject
            {
                ["catalog_id"] = "710000000000001",
                ["text"] = "Please gift wrap",
                ["product_items"] = new JsonArray(new JsonObject
                {
                    ["product_retailer_id"] = "SKU-1", ["quantity"] = 2, ["item_price"] = 19.9, ["currency"] = "USD",
                }),
            },
            TimeProvider.System.GetUtcNow(), id));

    public static Task<IReadOnlyList<JsonElement>> OrdersAsync(
        RunningAthera athera, string filter, int count, CancellationToken cancellation) => Eventually.SeesAsync(
            () => athera.Api.ListAsync<JsonElement>($"orders?{filter}", cancellation), orders => orders.Count == count, cancellation);
}
