using System.Net;
using System.Text.Json;
using Athera.Messages;
using Athera.Orders;
using Athera.Tasks;
using Xunit;

namespace Athera.Tests.Api;

/// <summary>Orders and tasks as the contract names them.</summary>
public sealed class EntityTests
{
    private static readonly string[] _orderFields =
    [
        "id", "contactId", "conversationId", "state", "currency", "minorDigits", "lines", "total", "notes", "externalId", "leftOut",
        "reason", "origin", "history", "createdAt", "changedAt",
    ];

    private static readonly string[] _taskFields =
    [
        "id", "title", "text", "state", "assignee", "team", "contactId", "conversationId", "dueAt", "overdue", "origin", "history",
        "createdAt", "changedAt",
    ];

    private const string Order = """
        {"contactId":"0123456789abcdef0123456789abcdef","currency":"EUR","state":"placed",
         "lines":[{"name":"Pizza","quantity":2,"unitAmount":1250,"sku":"P1"}],"externalId":"A-1"}
        """;

    [Fact]
    public async Task An_order_is_created_once_per_key_shown_changed_and_found()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);

        using var created = await client.Post("/api/v1/orders", Order, "k");
        var order = await created.Json();
        var again = await (await client.Post("/api/v1/orders", Order, "k")).Json();
        var path = $"/api/v1/orders/{order.GetProperty("id").GetString()}";
        var shown = await (await client.GetAsync(path)).Json();
        using var changed = await client.Talk(
            HttpMethod.Patch, path, """{"lines":[],"currency":"JPY","notes":"","externalId":"","state":"cancelled","reason":"no oven"}""");
        using var refused = await client.Talk(HttpMethod.Patch, path, """{"state":"fulfilled"}""");
        var found = await (await client.GetAsync("/api/v1/orders?externalId=A-1")).Json();
        var none = await (await client.GetAsync("/api/v1/orders?externalId=A-2")).Json();

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(path, created.Headers.Location?.ToString());
        Assert.Equal(_orderFields.Order(), Names(order));
        Assert.Equal(order.GetRawText(), again.GetRawText());
        Assert.Equal(order.GetRawText(), shown.GetRawText());
        Assert.Equal("placed", order.GetProperty("state").GetString());
        Assert.Equal("""[{"name":"Pizza","sku":"P1","quantity":2,"unitAmount":1250,"amount":2500}]""", order.GetProperty("lines").GetRawText());
        Assert.Equal("user", order.GetProperty("origin").GetProperty("kind").GetString());
        Assert.StartsWith("api-key:", order.GetProperty("origin").GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("urn:athera:problem:order_state", (await refused.Json()).GetProperty("type").GetString());
        Assert.Equal((1, 0), (found.GetProperty("items").GetArrayLength(), none.GetProperty("items").GetArrayLength()));
    }

    [Fact]
    public async Task Every_part_of_a_change_and_of_a_filter_reaches_the_grain()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);
        var (contact, conversation, id) = (OpaqueId.New(), OpaqueId.New(), OpaqueId.New());

        await client.Talk(HttpMethod.Patch, $"/api/v1/orders/{id}", """{"lines":[],"currency":"JPY","notes":"n","externalId":"e","state":"cancelled","reason":"r"}""");
        await client.Talk(HttpMethod.Patch, $"/api/v1/tasks/{id}", """{"title":"t","text":"x","assignee":"u1","team":"","dueAt":"2026-05-01T09:00:00Z","neverDue":true,"state":"done"}""");
        await client.GetAsync($"/api/v1/orders?state=confirmed&contact={contact}&conversation={conversation}&limit=7&after=12");
        await client.GetAsync($"/api/v1/tasks?state=open&assignee=u1&team=t1&contact={contact}&conversation={conversation}&overdue=true&limit=7&after=12");

        var order = host.Grains.LastOrderChange!;
        Assert.Equal(("JPY", "n", "e", OrderState.Cancelled, "r"), (order.Currency, order.Notes, order.ExternalId, order.State, order.Reason));
        Assert.Equal((0, AuthorKind.User, null, null), (order.Lines!.Count, order.By.Kind, order.Of, order.Key));
        var task = host.Grains.LastTaskChange!;
        Assert.Equal(("t", "x", "u1", "", TaskState.Done, true), (task.Title, task.Text, task.Assignee, task.Team, task.State, task.NeverDue));
        Assert.Equal(new DateTimeOffset(2026, 5, 1, 9, 0, 0, TimeSpan.Zero), task.DueAt);
        Assert.Equal(
            new OrderQuery { State = OrderState.Confirmed, Contact = new(contact), Conversation = new(conversation), Limit = 7, After = "12" },
            host.Grains.LastOrderQuery);
        Assert.Equal(
            new TaskQuery
            {
                State = TaskState.Open, Assignee = "u1", Team = "t1", Contact = new(contact), Conversation = new(conversation),
                Overdue = true, Limit = 7, After = "12",
            },
            host.Grains.LastTaskQuery);
    }

    [Fact]
    public async Task A_task_is_created_once_per_key_and_shown()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);
        const string body = """{"title":"Call back","dueAt":"2026-05-01T11:00:00+02:00"}""";

        using var created = await client.Post("/api/v1/tasks", body, "k");
        var task = await created.Json();
        var again = await (await client.Post("/api/v1/tasks", body, "k")).Json();
        var listed = await (await client.GetAsync("/api/v1/tasks")).Json();

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(_taskFields.Order(), Names(task));
        Assert.Equal(task.GetRawText(), again.GetRawText());
        Assert.Equal(task.GetRawText(), Assert.Single(listed.GetProperty("items").EnumerateArray()).GetRawText());
        Assert.Equal(("open", "2026-05-01T09:00:00Z"), (task.GetProperty("state").GetString(), task.GetProperty("dueAt").GetString()));
    }

    [Theory]
    [InlineData("orders", Order)]
    [InlineData("tasks", """{"title":"Call back"}""")]
    public async Task Another_tenants_looks_like_one_that_does_not_exist(string resource, string body)
    {
        await using var host = await ApiHost.Start();
        using var owner = host.Client(host.Grains.NewTenant().Key);
        using var other = host.Client(host.Grains.NewTenant().Key);
        using var platform = host.Client(FakeGrains.PlatformKey);
        var id = (await (await owner.Post($"/api/v1/{resource}", body)).Json()).GetProperty("id").GetString();

        foreach (var path in new[] { $"/api/v1/{resource}/{id}", $"/api/v1/{resource}/{OpaqueId.New()}", $"/api/v1/{resource}/x" })
        {
            using var read = await other.GetAsync(path);
            using var changed = await other.Talk(HttpMethod.Patch, path, """{"state":"cancelled"}""");
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (read.StatusCode, changed.StatusCode));
            Assert.Equal("not_found", (await read.Json()).GetProperty("code").GetString());
        }
        Assert.Equal(0, (await (await other.GetAsync($"/api/v1/{resource}")).Json()).GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.Forbidden, (await platform.GetAsync($"/api/v1/{resource}")).StatusCode);
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(field => field.Name).Order();
}
