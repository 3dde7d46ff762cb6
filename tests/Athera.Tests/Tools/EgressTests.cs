using System.Text.Json.Nodes;
using Athera.Egress;
using Athera.Tools;
using Athera.Turns.Tools;
using Athera.Turns.Tools.Http;
using Xunit;

namespace Athera.Tests.Tools;

/// <summary>Where a tenant's tools cannot be sent, whoever asks.</summary>
public sealed class EgressTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:5080/x"), InlineData("https://127.0.0.1/x"), InlineData("https://[::1]/x"), InlineData("http://localhost/x")]
    [InlineData("https://169.254.169.254/latest"), InlineData("https://10.0.0.1/"), InlineData("https://2130706433/"), InlineData("https://0x7f.1/")]
    [InlineData("http://shop.example/x"), InlineData("https://shop.example:8443/x"), InlineData("https://user:pw@shop.example/x")]
    [InlineData("ftp://shop.example/x"), InlineData("file:///etc/passwd"), InlineData("shop.example"), InlineData("https:///x")]
    [InlineData("https://shop.example/x#y"), InlineData("https://{host}/x"), InlineData("https://shop.example{x}/y"), InlineData("{scheme}://shop.example/")]
    [InlineData("https://shop.example\\@127.0.0.1/")]
    public void An_address_that_is_not_a_public_https_host_is_refused_when_it_is_entered(string url)
    {
        using var setup = new ToolSetup(loopback: false);

        Assert.Contains("url", setup.Http.Check(new ToolSettings { Url = url }).Keys);
        Assert.Contains("url", setup.Mcp.Check(new ToolSettings { Url = url }).Keys);
    }

    [Theory]
    [InlineData("10.1.2.3"), InlineData("127.0.0.1"), InlineData("169.254.169.254"), InlineData("::ffff:192.168.0.1"), InlineData("fd00::1")]
    public async Task A_name_that_leads_into_a_private_network_is_refused_when_it_is_called(string address)
    {
        using var setup = new ToolSetup(loopback: false, address);
        var http = setup.HttpTool(new ToolSettings { Url = "https://shop.example/" }, ToolEffect.External);

        var outcome = await http.RunAsync(ToolSetup.Call([]), Cancellation);
        var (_, fault) = await setup.Servers.ListAsync(new ToolSettings { Url = "https://mcp.example/mcp" }, Cancellation);
        var trial = await setup.Http.TryAsync(ToolSetup.ToolOf("http", new ToolSettings { Url = "https://shop.example/" }), new TryTool("{}"), Cancellation);

        Assert.Equal(RemoteFaults.AddressRefused, outcome.Fault);
        Assert.Equal(RemoteFaults.AddressRefused, fault);
        Assert.Equal(["url"], trial.Refusal!.Fields!.Keys);
    }

    [Fact]
    public async Task A_service_that_cannot_be_connected_to_in_time_has_done_nothing()
    {
        using var outbound = new OutboundClient(new OutboundOptions(), static async (_, cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return [];
        });
        var kind = new HttpToolKind(outbound, TimeProvider.System);
        var settings = new ToolSettings { Url = "https://shop.example/", Method = "POST", TimeoutSeconds = 1 };

        var outcome = await kind.Tools(ToolSetup.ToolOf("http", settings, ToolEffect.External)).Single().RunAsync(ToolSetup.Call([]), Cancellation);

        Assert.Equal(RemoteFaults.TimedOut, outcome.Fault);
    }

    [Fact]
    public async Task This_machine_is_asked_only_where_developing_allows_it()
    {
        await using var service = await FakeService.StartAsync();
        using var closed = new ToolSetup(loopback: false);
        using var open = new ToolSetup();

        Assert.Contains("url", closed.Http.Check(new ToolSettings { Url = service.Url }).Keys);
        Assert.Empty(closed.Http.Tools(ToolSetup.ToolOf("http", new ToolSettings { Url = service.Url })));
        Assert.Null((await open.HttpTool(new ToolSettings { Url = service.Url }).RunAsync(ToolSetup.Call([]), Cancellation)).Fault);
    }

    [Fact]
    public async Task A_redirect_into_this_machine_is_not_followed()
    {
        await using var inside = await FakeService.StartAsync();
        await using var service = await FakeService.StartAsync();
        service.Answers = context =>
        {
            context.Response.Redirect(inside.Url);
            return Task.CompletedTask;
        };
        using var setup = new ToolSetup();

        var outcome = await setup.HttpTool(new ToolSettings { Url = service.Url }).RunAsync(ToolSetup.Call(new JsonObject()), Cancellation);
        var (_, fault) = await setup.Servers.ListAsync(new ToolSettings { Url = service.Url }, Cancellation);

        Assert.Equal((RemoteFaults.Redirected, RemoteFaults.Redirected), (outcome.Fault, fault));
        Assert.Empty(inside.Requests);
    }
}
