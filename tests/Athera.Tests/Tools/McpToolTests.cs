using System.Text.Json.Nodes;
using Athera.Conversations;
using Athera.Tools;
using Athera.Turns.Tools;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Xunit;

namespace Athera.Tests.Tools;

public sealed class McpToolTests : IAsyncLifetime
{
    private readonly ToolSetup _setup = new();
    private FakeMcpServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await FakeMcpServer.StartAsync();

    public ValueTask DisposeAsync()
    {
        _setup.Dispose();
        return _server.DisposeAsync();
    }

    [Fact]
    public async Task A_tool_of_a_server_is_called_once_with_the_key_and_the_secrets()
    {
        var outcome = await RunAsync(Settings() with { Secrets = new Dictionary<string, string> { ["Authorization"] = "Bearer s3cret" } });

        Assert.Equal(("noted", null), (outcome.Text, outcome.Fault));
        Assert.Equal("""{"text":"hello"}""", _server.Effects["k1"]);
        Assert.Equal(["Bearer s3cret"], _server.Authorizations);
    }

    [Fact]
    public async Task Of_what_a_tool_says_the_texts_are_taken_and_of_the_rest_that_it_was_there()
    {
        _server.Answers = (_, _) => Task.FromResult(new CallToolResult
        {
            Content = [new TextContentBlock { Text = "one" }, ImageContentBlock.FromBytes(new byte[3], "image/png"), new TextContentBlock { Text = "two" }],
        });

        Assert.Equal("one\n[image, which is not shown]\ntwo", (await RunAsync(Settings())).Text);
    }

    [Fact]
    public async Task A_tool_that_says_that_it_failed_has_failed_in_its_own_words()
    {
        _server.Answers = (_, _) => Task.FromResult(FakeMcpServer.Saying("no such shelf", error: true));

        Assert.Equal((RemoteFaults.ToolError, "no such shelf"), Told(await RunAsync(Settings())));
    }

    [Theory]
    [InlineData("large", ToolEffect.Reads, RemoteFaults.TooLarge), InlineData("large", ToolEffect.External, CallFaults.OutcomeUnknown)]
    [InlineData("hang", ToolEffect.Reads, RemoteFaults.TimedOut), InlineData("hang", ToolEffect.External, CallFaults.OutcomeUnknown)]
    [InlineData("garbage", ToolEffect.Reads, RemoteFaults.Unreadable), InlineData("garbage", ToolEffect.External, CallFaults.OutcomeUnknown)]
    [InlineData("broken", ToolEffect.Reads, RemoteFaults.Unreachable), InlineData("broken", ToolEffect.External, CallFaults.OutcomeUnknown)]
    [InlineData("500", ToolEffect.Reads, RemoteFaults.Failed), InlineData("500", ToolEffect.Money, CallFaults.OutcomeUnknown)]
    [InlineData("403", ToolEffect.Reads, RemoteFaults.Refused), InlineData("403", ToolEffect.Money, RemoteFaults.Refused)]
    [InlineData("307", ToolEffect.Reads, RemoteFaults.Redirected)]
    public async Task Whatever_a_server_does_to_a_call_has_a_name_within_the_time_there_is(string how, ToolEffect effect, string fault)
    {
        var tool = await SeenAsync(Settings() with { TimeoutSeconds = 2, MaxAnswerBytes = 4096 }, effect);
        _server.OnCalls((context, _) => SpoilAsync(context, how));

        var outcome = await tool.RunAsync(ToolSetup.Call(new JsonObject { ["text"] = "hello" }), Cancellation);

        Assert.Equal(fault, outcome.Fault);
    }

    [Theory]
    [InlineData("large", RemoteFaults.TooLarge), InlineData("hang", RemoteFaults.TimedOut), InlineData("500", RemoteFaults.Failed)]
    [InlineData("garbage", RemoteFaults.Unreadable), InlineData("broken", RemoteFaults.Unreachable), InlineData("403", RemoteFaults.Refused)]
    public async Task Whatever_a_server_does_when_asked_for_its_tools_has_a_name(string how, string fault)
    {
        _server.Before = (context, _) => SpoilAsync(context, how);

        var sighting = await _setup.Mcp.LookAsync(ToolSetup.ToolOf("mcp", Settings() with { TimeoutSeconds = 2 }, name: "crm"), Cancellation);

        Assert.Empty(sighting!.Offers);
        Assert.Equal(fault, sighting.Fault);
    }

    [Theory]
    [InlineData("""[{"name":"x","inputSchema":{"type":"array"}}]"""), InlineData("""[{"name":5,"inputSchema":{"type":"object"}}]""")]
    [InlineData("""[{"inputSchema":{"type":"object"}}]"""), InlineData("""[{"name":"x","inputSchema":"any"}]"""), InlineData("""[{"name":"x"}]""")]
    [InlineData("\"none\""), InlineData("[null]"), InlineData("null"), InlineData("""[{"name":"x","inputSchema":{"type":"object","$ref":"x"}}]""")]
    public async Task A_server_that_lies_about_its_tools_has_none_and_that_is_said(string tools)
    {
        await using var liar = await FakeService.StartAsync();
        liar.Answers = context => LieAsync(context, liar.Requests[^1].Body, tools);

        var sighting = await _setup.Mcp.LookAsync(ToolSetup.ToolOf("mcp", new ToolSettings { Url = liar.Url, TimeoutSeconds = 5 }, name: "crm"), Cancellation);

        Assert.DoesNotContain(sighting!.Offers, o => o.Original != "x" || o.Schema != TenantSchema.Nothing);
        Assert.True(sighting.Offers.Count > 0 || sighting.LeftOut.Count > 0 || sighting.Fault == RemoteFaults.Unreadable, sighting.Fault);
    }

    [Fact]
    public async Task A_call_to_a_server_that_is_down_has_done_nothing()
    {
        var tool = await SeenAsync(Settings(), ToolEffect.External);
        await _server.DisposeAsync();

        Assert.Equal(RemoteFaults.Unreachable, (await tool.RunAsync(ToolSetup.Call(new JsonObject { ["text"] = "x" }), Cancellation)).Fault);
    }

    [Fact]
    public async Task A_tool_that_is_not_there_any_more_has_done_nothing()
    {
        var tool = await SeenAsync(Settings(), ToolEffect.External);
        _server.Answers = (_, _) => throw new McpProtocolException("Unknown tool.", McpErrorCode.InvalidParams);

        Assert.Equal(RemoteFaults.Refused, (await tool.RunAsync(ToolSetup.Call(new JsonObject { ["text"] = "x" }), Cancellation)).Fault);
    }

    [Fact]
    public async Task What_the_admin_declares_counts_and_not_what_a_server_says_of_its_tools()
    {
        _server.Tools[0].Annotations = new ToolAnnotations { ReadOnlyHint = true };
        _server.Tools.Add(FakeMcpServer.ToolOf("find", "Finds notes that were made.", """{"type":"object"}"""));
        var server = await SightedAsync(
            Settings() with { ToolEffects = new Dictionary<string, ToolEffect> { ["find"] = ToolEffect.Reads } }, ToolEffect.External);

        Assert.Equal(
            [("crm__note", ToolEffect.External), ("crm__find", ToolEffect.Reads)], _setup.Mcp.Tools(server).Select(t => (t.Name, t.Effect)));
    }

    [Fact]
    public async Task A_turn_that_is_stopped_takes_its_call_along()
    {
        var tool = await SeenAsync(Settings(), ToolEffect.External);
        var called = new TaskCompletionSource();
        _server.OnCalls((context, _) =>
        {
            called.SetResult();
            return FakeService.HangAsync(context);
        });
        using var stop = new CancellationTokenSource();
        var running = tool.RunAsync(ToolSetup.Call(new JsonObject { ["text"] = "x" }), stop.Token);
        await called.Task.WaitAsync(Lab.Soon.Enough, Cancellation);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static (string?, string) Told(ToolOutcome outcome) => (outcome.Fault, outcome.Text);

    // By hand: the protocol's own library would not let a server say such things.
    private static Task LieAsync(HttpContext context, string body, string tools)
    {
        var asked = JsonNode.Parse(body)!;
        if (asked["id"] is not { } id)
            return FakeService.SayStatusAsync(context, 202);
        var answer = (string?)asked["method"] switch
        {
            "initialize" => "\"result\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"liar\",\"version\":\"1\"}}",
            "tools/list" => $"\"result\":{{\"tools\":{tools}}}",
            _ => "\"error\":{\"code\":-32601,\"message\":\"No such method.\"}",
        };
        return FakeService.SayAsync(context, "application/json", $"{{\"jsonrpc\":\"2.0\",\"id\":{id.ToJsonString()},{answer}}}");
    }

    private static Task SpoilAsync(HttpContext context, string how) => how switch
    {
        "large" => FakeService.PourAsync(context, "application/json", 10_000_000),
        "hang" => FakeService.HangAsync(context),
        "garbage" => FakeService.SayAsync(context, "application/json", """{"jsonrpc":"2.0","id":{"""),
        "broken" => FakeService.BreakAsync(context),
        _ => FakeService.SayStatusAsync(context, int.Parse(how, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private ToolSettings Settings() => new() { Url = _server.Url };

    private async Task<TenantTool> SightedAsync(ToolSettings settings, ToolEffect effect)
    {
        var server = ToolSetup.ToolOf("mcp", settings, effect, "crm");
        var sighting = await _setup.Mcp.LookAsync(server, Cancellation);
        Assert.Null(sighting!.Fault);
        return server.Apply(new ToolSighted(sighting, DateTimeOffset.UnixEpoch));
    }

    private async Task<ITool> SeenAsync(ToolSettings settings, ToolEffect effect) =>
        _setup.Mcp.Tools(await SightedAsync(settings, effect)).Single();

    private async Task<ToolOutcome> RunAsync(ToolSettings settings, ToolEffect effect = ToolEffect.Reads) =>
        await (await SeenAsync(settings, effect)).RunAsync(ToolSetup.Call(new JsonObject { ["text"] = "hello" }), Cancellation);
}
