using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Conversations;
using Athera.Tests.Agents;
using Athera.Tests.Silos;
using Athera.Tools;
using Athera.Turns.Tools;
using Xunit;

namespace Athera.Tests.Tools;

/// <summary>A tool that a tenant has added keeps to what is asked of every tool.</summary>
public abstract class TenantToolCompliance(TestSilo silo) : ToolCompliance(silo)
{
    protected override ToolEffect Effect => ToolEffect.External;

    /// <summary>What the tool would be added with.</summary>
    private protected abstract Task<CreateTool> ServeAsync();

    /// <summary>Makes the service break the connection once it has done what it was asked, or answer again.</summary>
    private protected abstract void Break(bool broken);

    private protected override async Task PrepareAsync()
    {
        var grain = Silo.Grains.Get<IToolGrain>(Business.Tenant, OpaqueId.New());
        Assert.Null((await grain.Create(await ServeAsync())).Refusal);
        Assert.Null((await grain.Refresh()).Value!.Fault);
    }

    private protected override Task<JsonObject> ArgumentsAsync(Customer customer) =>
        Task.FromResult(new JsonObject { ["text"] = "about the invoice" });

    private protected override async Task LoseAnswerAsync(JsonObject arguments, string key)
    {
        Break(true);
        Assert.Equal(CallFaults.OutcomeUnknown, (await RunAsync(arguments, key)).Fault);
        Break(false);
    }
}

public sealed class HttpToolComplianceTests(TestSilo silo) : TenantToolCompliance(silo)
{
    private FakeService _service = null!;

    protected override string Name => "send_note";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _service.DisposeAsync();
    }

    protected override Task<string> EffectsAsync() => Task.FromResult(JsonSerializer.Serialize(_service.Effects.OrderBy(e => e.Key)));

    private protected override async Task<CreateTool> ServeAsync()
    {
        _service = await FakeService.StartAsync();
        return new CreateTool
        {
            Kind = "http",
            Name = Name,
            Description = "Sends a note to the warehouse.",
            Settings = new ToolSettings
            {
                Url = $"{_service.Url}/notes",
                Method = "POST",
                Schema = FakeMcpServer.NoteSchema,
            },
        };
    }

    private protected override void Break(bool broken) =>
        _service.Answers = broken ? FakeService.BreakAsync : context => FakeService.SayAsync(context, "application/json", """{"ok":true}""");
}

public sealed class McpToolComplianceTests(TestSilo silo) : TenantToolCompliance(silo)
{
    private FakeMcpServer _server = null!;

    protected override string Name => "crm__note";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
    }

    protected override Task<string> EffectsAsync() => Task.FromResult(JsonSerializer.Serialize(_server.Effects.OrderBy(e => e.Key)));

    private protected override async Task<CreateTool> ServeAsync()
    {
        _server = await FakeMcpServer.StartAsync();
        return new CreateTool { Kind = "mcp", Name = "crm", Settings = new ToolSettings { Url = _server.Url } };
    }

    private protected override void Break(bool broken)
    {
        if (broken)
            _server.OnCalls(async (context, next) =>
            {
                var body = context.Response.Body;
                context.Response.Body = Stream.Null;
                await next();
                context.Response.Body = body;
                context.Abort();
            });
        else
            _server.Before = (_, next) => next();
    }
}
