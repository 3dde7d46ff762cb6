using System.Text.Json.Nodes;
using Athera.Conversations;
using Athera.Tools;
using Athera.Turns.Tools;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Athera.Tests.Tools;

public sealed class HttpToolTests : IAsyncLifetime
{
    private readonly ToolSetup _setup = new();
    private FakeService _service = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Broken => new()
    {
        { "404", RemoteFaults.Refused }, { "500", RemoteFaults.Failed }, { "301", RemoteFaults.Redirected }, { "302", RemoteFaults.Redirected },
        { "picture", RemoteFaults.NotText }, { "packed", RemoteFaults.NotText }, { "untyped", RemoteFaults.NotText }, { "large", RemoteFaults.TooLarge },
        { "endless", RemoteFaults.TooLarge }, { "hang", RemoteFaults.TimedOut }, { "trickle", RemoteFaults.TimedOut }, { "broken", RemoteFaults.Unreachable },
    };

    public async ValueTask InitializeAsync() => _service = await FakeService.StartAsync();

    public ValueTask DisposeAsync()
    {
        _setup.Dispose();
        return _service.DisposeAsync();
    }

    [Fact]
    public async Task Arguments_go_into_the_path_and_the_query_and_headers_and_the_key_go_along()
    {
        var outcome = await RunAsync(Settings() with
        {
            Headers = new Dictionary<string, string> { ["Accept"] = "application/json" },
            Secrets = new Dictionary<string, string> { ["Authorization"] = "Bearer s3cret" },
        });

        var asked = Assert.Single(_service.Requests);
        Assert.Equal(("GET", "/stock/A%2F1%3Fx%3D%23%20%C3%BC?fixed=1&store=B%26c%3D1"), (asked.Method, asked.Target));
        Assert.Equal(("application/json", "Bearer s3cret", "k1"), (asked.Headers["Accept"], asked.Headers["Authorization"], asked.Headers["Idempotency-Key"]));
        Assert.False(asked.Headers.ContainsKey("traceparent"));
        Assert.Equal(("""{"ok":true}""", null), (outcome.Text, outcome.Fault));
    }

    [Fact]
    public async Task A_parameter_without_its_argument_is_left_away()
    {
        await RunAsync(Settings(), new JsonObject { ["sku"] = "1" });

        Assert.Equal("/stock/1?fixed=1", Assert.Single(_service.Requests).Target);
    }

    [Theory]
    [InlineData("."), InlineData(".."), InlineData("%2e%2e")]
    public async Task An_argument_never_leads_to_another_path(string sku)
    {
        var outcome = await RunAsync(Settings(), new JsonObject { ["sku"] = sku });

        if (sku.StartsWith('%'))
            Assert.Equal("/stock/%252e%252e?fixed=1", Assert.Single(_service.Requests).Target);
        else
            Assert.Equal((ToolArguments.Invalid, 0), (outcome.Fault, _service.Requests.Count));
    }

    [Fact]
    public async Task Arguments_go_into_the_body_as_the_values_they_are()
    {
        await RunAsync(
            Settings() with { Url = $"{_service.Url}/orders", Method = "POST", Body = """{"item":{"sku":"{sku}","n":"{count}"},"to":["{store}","x"],"by":"agent"}""" },
            new JsonObject { ["sku"] = "\",\"admin\":true,\"x\":\"{store}", ["count"] = 2 });

        var asked = Assert.Single(_service.Requests);
        Assert.Equal("application/json", asked.Headers["Content-Type"]);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(asked.Body),
            new JsonObject
            {
                ["item"] = new JsonObject { ["sku"] = "\",\"admin\":true,\"x\":\"{store}", ["n"] = 2 }, ["to"] = new JsonArray("x"), ["by"] = "agent",
            }));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Whatever_goes_wrong_in_looking_something_up_has_a_name(string how, string fault)
    {
        _service.Answers = context => AnswerAsync(context, how);

        Assert.Equal(fault, (await RunAsync(Settings() with { TimeoutSeconds = 1, MaxAnswerBytes = 4096 })).Fault);
        Assert.Single(_service.Requests);
    }

    [Theory]
    [InlineData("500"), InlineData("302"), InlineData("303"), InlineData("408"), InlineData("hang"), InlineData("broken")]
    public async Task When_it_cannot_be_known_whether_something_was_done_that_is_what_is_said(string how)
    {
        _service.Answers = context => AnswerAsync(context, how);

        var outcome = await RunAsync(Settings() with { Method = "DELETE", TimeoutSeconds = 1 }, effect: ToolEffect.Money);

        Assert.Equal(CallFaults.OutcomeUnknown, outcome.Fault);
        Assert.Single(_service.Requests);
    }

    [Theory]
    [InlineData("picture"), InlineData("large"), InlineData("endless"), InlineData("trickle"), InlineData("packed")]
    public async Task What_was_done_is_done_however_it_is_put(string how)
    {
        _service.Answers = context => AnswerAsync(context, how);

        var outcome = await RunAsync(Settings() with { Method = "POST", TimeoutSeconds = 1, MaxAnswerBytes = 4096 }, effect: ToolEffect.Writes);

        Assert.Null(outcome.Fault);
        Assert.StartsWith("It was done.", outcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_has_done_nothing()
    {
        var url = _service.Url;
        await _service.DisposeAsync();

        Assert.Equal(RemoteFaults.Unreachable, (await RunAsync(Settings(url) with { Method = "POST" }, effect: ToolEffect.External)).Fault);
    }

    [Fact]
    public async Task A_turn_that_is_stopped_takes_its_call_along()
    {
        _service.Answers = FakeService.HangAsync;
        using var stop = new CancellationTokenSource();
        var running = _setup.HttpTool(Settings()).RunAsync(ToolSetup.Call(Arguments()), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static async Task AnswerAsync(HttpContext context, string how)
    {
        switch (how)
        {
            case "picture": await FakeService.SayAsync(context, "image/png", "png"); break;
            case "packed":
                context.Response.Headers.ContentEncoding = "gzip";
                await FakeService.SayAsync(context, "text/plain", "zip");
                break;
            case "untyped": await context.Response.Body.WriteAsync("text"u8.ToArray()); break;
            case "large":
                context.Response.ContentLength = 5000;
                await FakeService.SayAsync(context, "text/plain", new string('x', 5000));
                break;
            case "endless": await FakeService.PourAsync(context, "text/plain", 10_000_000); break;
            case "hang": await FakeService.HangAsync(context); break;
            case "broken": await FakeService.BreakAsync(context); break;
            case "trickle":
                context.Response.ContentType = "text/plain";
                await context.Response.Body.WriteAsync("x"u8.ToArray());
                await context.Response.Body.FlushAsync();
                await FakeService.HangAsync(context);
                break;
            default:
                context.Response.Headers.Location = "http://169.254.169.254/latest/meta-data";
                await FakeService.SayStatusAsync(context, int.Parse(how, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    private static JsonObject Arguments() => new() { ["sku"] = "A/1?x=# ü", ["store"] = "B&c=1" };

    private ToolSettings Settings(string? url = null) => new()
    {
        Url = $"{url ?? _service.Url}/stock/{{sku}}?fixed=1&store={{store}}",
        Schema = ToolSetup.StockSchema,
    };

    private Task<ToolOutcome> RunAsync(ToolSettings settings, JsonObject? arguments = null, ToolEffect effect = ToolEffect.Reads) =>
        _setup.HttpTool(settings, effect).RunAsync(ToolSetup.Call(arguments ?? Arguments()), Cancellation);
}
