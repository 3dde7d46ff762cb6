using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Athera.Tests.Running;

// What a customer comes for: an order, another order, an answer, a complaint.
public abstract partial class ScriptedConversations
{
    private static readonly string[] _complaint = ["complaint"];

    [Fact]
    public async Task An_order_is_placed_once_a_person_has_allowed_it_and_the_customer_hears_both()
    {
        const string customer = "12025550160";
        var athera = await ShopAsync("offline");

        await WriteAsync(athera, customer, "I would like to order 2 Margherita, please");
        Assert.EndsWith("who has to confirm it first. You will hear from us.", await ToldAsync(athera, customer, 1), StringComparison.Ordinal);
        var conversation = await athera.ConversationAsync(customer, Cancellation);
        Assert.Empty(await OfAsync(athera, "orders", conversation));
        var asked = await ApproveAsync(athera, conversation);

        Assert.Equal("Thank you, your order is placed. A colleague confirms it.", await ToldAsync(athera, customer, 2));
        var order = Assert.Single(await OfAsync(athera, "orders", conversation));
        Assert.Equal(("placed", 1900), (order.GetProperty("state").GetString(), order.GetProperty("total").GetInt64()));
        Assert.Equal("EUR", order.GetProperty("currency").GetString());
        Assert.Equal(conversation.Id, order.GetProperty("conversationId").GetString());
        var explained = await ExplainedAsync(athera, conversation);
        Assert.Equal(("create_order", "approved"), CallOf(explained));
        var call = explained.GetProperty("calls")[0];
        Assert.NotEmpty(call.GetProperty("decidedBy").GetString()!);
        Assert.Equal(asked.GetProperty("arguments").GetString(), call.GetProperty("arguments").GetString());
        var events = await HappenedAsync(athera, conversation, "turn.ended", 2);
        Assert.Equal(
            ["approval.asked", "approval.settled", "tool.intended", "tool.settled"],
            events.Select(e => e.Kind).Where(k => k.Split('.')[0] is "approval" or "tool"));
    }

    [Fact]
    public async Task A_change_of_an_order_waits_for_a_person_and_is_the_change_the_person_saw()
    {
        const string customer = "12025550161";
        var athera = await ShopAsync(shown => shown switch
        {
            { Question: "Hello" } => Saying("Hello!"),
            { Results: [] } => Calling("find_orders", new { }),
            { Results: [var found] } when IdPattern().Match(found) is { Success: true } id => Calling("update_order", new
            {
                orderId = id.Groups["id"].Value, currency = "EUR", lines = new[] { new { name = "Margherita", quantity = 3, unitAmount = 950 } },
            }),
            { Results: [.., var last] } => Saying(last.Contains("2850", StringComparison.Ordinal) ? "Three it is." : "I have asked a colleague."),
        });
        await WriteAsync(athera, customer, "Hello");
        await ToldAsync(athera, customer, 1);
        var conversation = await athera.ConversationAsync(customer, Cancellation);
        var line = new { name = "Margherita", quantity = 2, unitAmount = 950 };
        var order = new { conversationId = conversation.Id, currency = "EUR", state = "placed", lines = new[] { line } };
        await PostAsync(athera, "orders", order, HttpStatusCode.Created);

        await WriteAsync(athera, customer, "Make it three, please");
        Assert.Equal("I have asked a colleague.", await ToldAsync(athera, customer, 2));
        Assert.Equal(1900, Assert.Single(await OfAsync(athera, "orders", conversation)).GetProperty("total").GetInt64());
        await ApproveAsync(athera, conversation);

        Assert.Equal("Three it is.", await ToldAsync(athera, customer, 3));
        Assert.Equal(2850, Assert.Single(await OfAsync(athera, "orders", conversation)).GetProperty("total").GetInt64());
        Assert.Equal(("update_order", "approved"), CallOf(await ExplainedAsync(athera, conversation)));
    }

    [Fact]
    public async Task Opening_hours_are_answered_from_an_article_that_the_record_names()
    {
        const string customer = "12025550162";
        var athera = await ShopAsync("offline", "You answer the customers of Bella Pizza.");

        await WriteAsync(athera, customer, "When is the restaurant open?");

        Assert.Contains("open every day from 11:00 to 22:00", await ToldAsync(athera, customer, 1), StringComparison.Ordinal);
        var conversation = await athera.ConversationAsync(customer, Cancellation);
        var explained = await ExplainedAsync(athera, conversation);
        Assert.Equal(("search_knowledge", "allowed"), CallOf(explained));
        var sources = explained.GetProperty("calls")[0].GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("title").GetString());
        Assert.Contains("Opening hours", sources);
        Assert.Equal("agent", (await athera.ConversationAsync(customer, Cancellation)).Responder);
    }

    [Fact]
    public async Task A_complaint_becomes_a_task_that_a_person_does_and_labels()
    {
        const string customer = "12025550163";
        var athera = await ShopAsync("offline");

        await WriteAsync(athera, customer, "The pizza arrived damaged and I want to complain.");

        Assert.EndsWith("I have noted it for my colleagues. They get back to you.", await ToldAsync(athera, customer, 1), StringComparison.Ordinal);
        var conversation = await athera.ConversationAsync(customer, Cancellation);
        var task = Assert.Single(await OfAsync(athera, "tasks", conversation));
        Assert.Equal(("Look into a complaint", "open"), (task.GetProperty("title").GetString(), task.GetProperty("state").GetString()));
        Assert.Equal(("create_task", "allowed"), CallOf(await ExplainedAsync(athera, conversation)));
        var labelled = await PostAsync(athera, $"conversations/{conversation.Id}/labels", new { labels = _complaint });
        Assert.Equal("complaint", Assert.Single(labelled.GetProperty("labels").EnumerateArray()).GetString());
        Assert.Empty(await OfAsync(athera, "orders", conversation));
    }

    [Fact]
    public async Task A_customer_who_writes_German_is_answered_and_told_of_the_machine_in_German()
    {
        const string customer = "12025550164";
        var athera = await ShopAsync(shown => Saying(
            shown.Question.Contains("liefern", StringComparison.Ordinal) ? "Ja, wir liefern bis 22 Uhr." : "Wie bitte?"));

        await WriteAsync(athera, customer, "Guten Abend, liefern Sie heute noch nach Hause und was kostet das bitte?");

        Assert.Equal("Ich bin eine KI.\n\nJa, wir liefern bis 22 Uhr.", await ToldAsync(athera, customer, 1));
        var explained = await ExplainedAsync(athera, await athera.ConversationAsync(customer, Cancellation));
        Assert.Equal(JsonValueKind.String, explained.GetProperty("model").ValueKind);
        Assert.Equal((1, 0), (explained.GetProperty("steps").GetInt32(), explained.GetProperty("calls").GetArrayLength()));
    }

    [GeneratedRegex("\"orderId\":\"(?<id>[0-9a-f]{32})\",\"state\":\"placed\",\"createdAt\"")]
    private static partial Regex IdPattern();
}
