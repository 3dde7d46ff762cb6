using Athera.Tools;
using Athera.Turns.Tools;
using Xunit;

namespace Athera.Tests.Tools;

public sealed class TenantToolDecisionTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ToolSetup _setup = new(loopback: false);

    public static TheoryData<string, CreateTool> Wrong => new()
    {
        { "name", New() with { Name = "" } }, { "name", New() with { Name = "Find" } }, { "name", New() with { Name = "a__b" } },
        { "name", New() with { Name = "find\n" } }, { "name", New() with { Name = new string('a', 65) } },
        { "description", New() with { Description = new string('x', 1025) } }, { "effect", New() with { Effect = (ToolEffect)9 } },
        { "url", With(s => s with { Url = "" }) }, { "url", With(s => s with { Url = "https://shop.example/{other}" }) },
        { "url", With(s => s with { Url = "https://shop.example/{store}" }) }, { "url", With(s => s with { Url = "https://shop.example/{sku" }) },
        { "url", With(s => s with { Url = $"https://shop.example/{new string('x', 2048)}" }) },
        { "method", With(s => s with { Method = "TRACE" }) }, { "method", With(s => s with { Method = "get" }) },
        { "body", With(s => s with { Method = "POST", Body = "{" }) }, { "body", With(s => s with { Body = "{}" }) },
        { "body", With(s => s with { Method = "POST", Body = """{"x":"{nobody}"}""" }) },
        { "schema", With(s => s with { Schema = """{"type":"string"}""" }) }, { "schema", With(s => s with { Schema = "x" }) },
        { "timeoutSeconds", With(s => s with { TimeoutSeconds = 21 }) }, { "maxAnswerBytes", With(s => s with { MaxAnswerBytes = 1 }) },
        { "headers", With(s => s with { Headers = Of("Host", "x") }) }, { "headers", With(s => s with { Headers = Of("Mcp-Session-Id", "x") }) }, { "headers", With(s => s with { Headers = Of("idempotency-key", "x") }) },
        { "headers", With(s => s with { Headers = Of("X", "a\r\nY: b") }) }, { "headers", With(s => s with { Headers = Of("X Y", "a") }) },
        { "secrets", With(s => s with { Secrets = Of("Content-Length", "1") }) },
        { "secrets", With(s => s with { Headers = Of("X-Key", "1"), Secrets = Of("x-key", "2") }) },
        { "toolEffects", With(s => s with { ToolEffects = new Dictionary<string, ToolEffect> { ["x"] = ToolEffect.Reads } }) },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_breaks_a_rule_is_refused_by_field(string field, CreateTool command) =>
        Assert.Equal([field], TenantToolDecisions.Create(TenantTool.Empty, command, _setup.Http, _now).Refusal!.Fields!.Keys);

    [Theory]
    [InlineData(null, ToolEffect.Reads), InlineData("GET", ToolEffect.Reads), InlineData("POST", ToolEffect.External), InlineData("DELETE", ToolEffect.External)]
    public void Without_a_word_from_the_admin_all_but_a_GET_is_external(string? method, ToolEffect effect) =>
        Assert.Equal(effect, Added(With(s => s with { Method = method })).Effect);

    [Fact]
    public void A_tool_is_added_once_and_does_not_come_back_once_removed()
    {
        var tool = Added(New());

        Assert.Empty(TenantToolDecisions.Create(tool, New() with { Name = "other" }, _setup.Http, _now).Events);
        var removed = tool.Apply(TenantToolDecisions.Remove(tool).Events[0]);
        Assert.Equal((false, 0), (removed.Exists, removed.Settings.Secrets.Count));
        Assert.Equal("tool_removed", TenantToolDecisions.Create(removed, New(), _setup.Http, _now).Refusal!.Code);
        Assert.Equal(RefusalKind.NotFound, TenantToolDecisions.Change(removed, new ChangeTool(), _setup.Http, _now).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, TenantToolDecisions.Remove(removed).Refusal!.Kind);
    }

    [Fact]
    public void What_is_not_changed_stays_and_what_is_so_already_is_no_event()
    {
        var tool = Added(With(s => s with { Secrets = Of("Authorization", "a") }));

        Assert.Empty(TenantToolDecisions.Change(tool, new ChangeTool { Description = tool.Description, Enabled = true }, _setup.Http, _now).Events);
        var changed = Changed(tool, new ChangeTool { TimeoutSeconds = 3, Secrets = Of("X-Key", "b") });

        Assert.Equal((3, tool.Settings.Url), (changed.Settings.TimeoutSeconds, changed.Settings.Url));
        Assert.Equal(["Authorization", "X-Key"], changed.Settings.Secrets.Keys);
        Assert.Equal(["X-Key"], Changed(changed, new ChangeTool { Secrets = Of("authorization", "") }).Settings.Secrets.Keys);
    }

    [Theory]
    [InlineData("https://shop.example/other/{sku}", true), InlineData("https://evil.example/{sku}", false), InlineData("https://shop.example.evil.example/{sku}", false)]
    public void Secrets_do_not_go_along_to_another_host(string url, bool allowed)
    {
        var tool = Added(With(s => s with { Secrets = Of("Authorization", "a") }));

        var moved = TenantToolDecisions.Change(tool, new ChangeTool { Url = url }, _setup.Http, _now);

        Assert.Equal(allowed, moved.Refusal is null);
        Assert.Equal(allowed ? null : ["secrets"], moved.Refusal?.Fields!.Keys);
        Assert.Equal("b", Changed(tool, new ChangeTool { Url = url, Secrets = Of("Authorization", "b") }).Settings.Secrets["Authorization"]);
    }

    [Fact]
    public void What_a_server_has_said_before_is_no_news_and_what_it_offered_holds_while_it_is_down()
    {
        var tool = Added(New());
        var sighting = new ToolSighting([new ServerTool("crm__note", "note", "Notes.", "{}")], [new LeftOutTool("x", "why")], null);
        var again = new ToolSighting([.. sighting.Offers], [.. sighting.LeftOut], null);

        var seen = tool.Apply(Sight(tool, sighting).Single());
        var down = seen.Apply(Sight(seen, ToolSighting.Failed("timed_out")).Single());

        Assert.Empty(Sight(seen, again));
        Assert.Equal(("timed_out", 1), (down.Fault, down.Offers.Count));
        Assert.Empty(Sight(down, ToolSighting.Failed("timed_out")));
        Assert.Null(down.Apply(Sight(down, again).Single()).Fault);
        var moved = Changed(seen, new ChangeTool { Url = "https://other.example/{sku}" });
        Assert.Equal((0, null), (moved.Offers.Count, moved.SightedAt));
        Assert.Single(Changed(seen, new ChangeTool { TimeoutSeconds = 3 }).Offers);
        Assert.Empty(TenantToolDecisions.Sight(tool, sighting, "https://elsewhere.example/", _now).Events);
    }

    public void Dispose() => _setup.Dispose();

    private static IReadOnlyList<TenantToolEvent> Sight(TenantTool tool, ToolSighting sighting) =>
        TenantToolDecisions.Sight(tool, sighting, tool.Settings.Url, _now).Events;

    private static Dictionary<string, string> Of(string name, string value) => new() { [name] = value };

    private static CreateTool New() => new()
    {
        Kind = "http",
        Name = "find_stock",
        Settings = new ToolSettings { Url = "https://shop.example/stock/{sku}?store={store}", Schema = ToolSetup.StockSchema },
    };

    private static CreateTool With(Func<ToolSettings, ToolSettings> change) => New() with { Settings = change(New().Settings) };

    private TenantTool Added(CreateTool command) =>
        TenantTool.Empty.Apply(TenantToolDecisions.Create(TenantTool.Empty, command, _setup.Http, _now).Events.Single());

    private TenantTool Changed(TenantTool tool, ChangeTool command) =>
        tool.Apply(TenantToolDecisions.Change(tool, command, _setup.Http, _now).Events.Single());
}
