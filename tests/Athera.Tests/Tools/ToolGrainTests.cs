using Athera.Tests.Silos;
using Athera.Tools;
using Athera.Turns.Tools;
using Xunit;

namespace Athera.Tests.Tools;

[Collection(nameof(TestSilo))]
public sealed class ToolGrainTests(TestSilo silo) : IAsyncLifetime
{
    private Business _business = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _business = await Business.OpenAsync(silo);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_tool_shows_what_it_is_and_never_its_secrets_and_agents_are_told_of_it_at_once()
    {
        var id = OpaqueId.New();
        var view = (await Grain(id).Create(Http("find_stock"))).Value!;

        Assert.Equal(("find_stock", ToolEffect.Reads), (view.Name, view.Effect));
        Assert.Equal(("Authorization", ""), (view.Settings.Secrets.Single().Key, view.Settings.Secrets.Single().Value));
        Assert.Equal(["find_stock"], await NamesAsync());
        Assert.Equal("", (await Grain(id).Change(new ChangeTool { Enabled = false })).Value!.Settings.Secrets["Authorization"]);
        Assert.Empty(await NamesAsync());
        Assert.Single((await silo.Grains.Of<IToolsGrain>(_business.Tenant).List(null, 50)).Items);
    }

    [Fact]
    public async Task A_name_is_one_tools_and_none_of_those_agents_have_anyway()
    {
        var id = OpaqueId.New();
        Assert.True((await Grain(id).Create(Http("find_stock"))).Granted);
        Assert.True((await Grain(id).Create(Http("find_stock"))).Granted);

        Assert.Equal("name_taken", (await Grain().Create(Http("find_stock"))).Refusal?.Code);
        Assert.Equal("name_taken", (await Grain().Create(Http("hand_over"))).Refusal?.Code);
        Assert.Equal("name_taken", (await Grain().Create(Http("create_order"))).Refusal?.Code);
        Assert.True((await silo.Grains.Get<IToolGrain>((await Business.OpenAsync(silo)).Tenant, OpaqueId.New()).Create(Http("find_stock"))).Granted);
        Assert.True((await Grain(id).Remove()).Granted);
        Assert.Empty(await NamesAsync());
        Assert.True((await Grain().Create(Http("find_stock"))).Granted);
    }

    [Fact]
    public async Task There_are_so_many_tools_and_no_more()
    {
        for (var i = 0; i < ToolLimits.MaxTools; i++)
            Assert.True((await Grain().Create(Http($"tool_{i}"))).Granted);

        Assert.Equal("too_many_tools", (await Grain().Create(Http("one_more"))).Refusal?.Code);
    }

    [Fact]
    public async Task An_unknown_kind_is_refused_with_those_there_are() =>
        Assert.Equal("must be one of http, mcp", (await Grain().Create(Http("x") with { Kind = "ftp" })).Refusal!.Fields!["kind"]);

    [Fact]
    public async Task What_a_server_offers_is_found_without_anybody_asking_and_kept_while_it_is_down()
    {
        var server = await FakeMcpServer.StartAsync();
        server.Tools.Add(FakeMcpServer.ToolOf("odd", "Is odd.", """{"type":"object","anyOf":[]}"""));
        var id = OpaqueId.New();
        Assert.True((await Grain(id).Create(new CreateTool { Kind = "mcp", Name = "crm", Settings = new ToolSettings { Url = server.Url } })).Granted);

        var seen = await UntilAsync(id, view => view.SightedAt is not null);
        await server.DisposeAsync();
        var down = (await Grain(id).Refresh()).Value!;
        await silo.ForgetAsync(Grain(id));
        var read = (await Grain(id).Get()).Value!;

        Assert.Equal([new OfferedTool("crm__note", "note", ToolEffect.External)], seen.Offered);
        Assert.Equal([new LeftOutTool("odd", "its schema has the keyword anyOf, which is not checked")], seen.LeftOut);
        Assert.Equal((RemoteFaults.Unreachable, 1, 1), (down.Fault, down.Offered.Count, read.Offered.Count));
        Assert.Equal(["crm__note"], await NamesAsync());
    }

    [Fact]
    public async Task A_trial_shows_the_request_with_its_secrets_hidden_and_makes_none()
    {
        await using var service = await FakeService.StartAsync();
        var id = OpaqueId.New();
        await Grain(id).Create(Http("find_stock") with
        {
            Settings = new ToolSettings
            {
                Url = $"{service.Url}/stock/{{sku}}",
                Method = "POST",
                Schema = ToolSetup.StockSchema,
                Body = """{"n":"{count}"}""",
                Secrets = new Dictionary<string, string> { ["Authorization"] = "Bearer s3cret" },
            },
        });

        var trial = (await Grain(id).Try(new TryTool("""{"sku":"a b","count":2}"""))).Value!;
        var wrong = await Grain(id).Try(new TryTool("""{"sku":1}"""));

        Assert.Equal(("POST", $"{service.Url}/stock/a%20b", """{"n":2}"""), (trial.Method, trial.Url, trial.Body));
        Assert.Equal("***", trial.Headers["Authorization"]);
        Assert.Contains("sku", wrong.Refusal!.Fields!["arguments"], StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task A_trial_of_a_servers_tool_shows_the_call_of_the_protocol()
    {
        await using var server = await FakeMcpServer.StartAsync();
        var id = OpaqueId.New();
        await Grain(id).Create(new CreateTool { Kind = "mcp", Name = "crm", Settings = new ToolSettings { Url = server.Url } });
        await Grain(id).Refresh();

        var trial = (await Grain(id).Try(new TryTool("""{"text":"x"}""", "crm__note"))).Value!;

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"note","arguments":{"text":"x"}}}""", trial.Body);
        Assert.Equal(["tool"], (await Grain(id).Try(new TryTool("{}"))).Refusal!.Fields!.Keys);
        Assert.Empty(server.Effects);
    }

    [Fact]
    public async Task The_same_tools_are_the_same_objects_until_one_is_changed()
    {
        var id = OpaqueId.New();
        await Grain(id).Create(Http("find_stock"));
        var tools = silo.Service<TenantTools>();

        var first = await tools.ToolsAsync(_business.Tenant, Cancellation);
        Assert.Same(first, await tools.ToolsAsync(_business.Tenant, Cancellation));
        await Grain(id).Change(new ChangeTool { Description = "Finds what is in stock." });
        Assert.Equal("Finds what is in stock.", (await tools.ToolsAsync(_business.Tenant, Cancellation)).Single().Description);
    }

    private static CreateTool Http(string name) => new()
    {
        Kind = "http",
        Name = name,
        Settings = new ToolSettings
        {
            Url = "https://shop.example/stock/{sku}",
            Schema = ToolSetup.StockSchema,
            Secrets = new Dictionary<string, string> { ["Authorization"] = "Bearer s3cret" },
        },
    };

    private IToolGrain Grain(OpaqueId? id = null) => silo.Grains.Get<IToolGrain>(_business.Tenant, id ?? OpaqueId.New());

    private async Task<IEnumerable<string>> NamesAsync() =>
        (await silo.Service<TenantTools>().ToolsAsync(_business.Tenant, Cancellation)).Select(t => t.Name);

    private async Task<ToolView> UntilAsync(OpaqueId id, Func<ToolView, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Lab.Soon.Enough);
        while (true)
        {
            var view = (await Grain(id).Get()).Value!;
            if (wanted(view))
                return view;
            await Task.Delay(20, patience.Token);
        }
    }
}
