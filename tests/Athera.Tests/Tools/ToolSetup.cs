using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Egress;
using Athera.Tools;
using Athera.Turns.Tools;
using Athera.Turns.Tools.Http;
using Athera.Turns.Tools.Mcp;

namespace Athera.Tests.Tools;

/// <summary>Tools as tenants set them up, without a silo.</summary>
internal sealed class ToolSetup : IDisposable
{
    public const string StockSchema = """
        {"type":"object","additionalProperties":false,"required":["sku"],"properties":{
          "sku":{"type":"string","minLength":1,"maxLength":100,"description":"The article."},
          "store":{"type":"string","maxLength":100,"description":"The store."},
          "count":{"type":"integer","minimum":0,"maximum":1000,"description":"How many."}}}
        """;

    public ToolSetup(bool loopback = true, params string[] addresses)
    {
        Outbound = new OutboundClient(
            new OutboundOptions { AllowLoopback = loopback },
            (host, cancellation) => addresses.Length == 0
                ? Dns.GetHostAddressesAsync(host, cancellation)
                : Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()));
        Http = new HttpToolKind(Outbound, TimeProvider.System);
        Servers = new McpServer(Outbound, TimeProvider.System);
        Mcp = new McpToolKind(Outbound, Servers, TimeProvider.System);
    }

    public OutboundClient Outbound { get; }

    public HttpToolKind Http { get; }

    public McpServer Servers { get; }

    public McpToolKind Mcp { get; }

    public static TenantTool ToolOf(string kind, ToolSettings settings, ToolEffect effect = ToolEffect.Reads, string name = "stock") =>
        TenantTool.Empty.Apply(new ToolCreated(kind, name, "Looks up what is in stock.", effect, true, settings, DateTimeOffset.UnixEpoch));

    public ITool HttpTool(ToolSettings settings, ToolEffect effect = ToolEffect.Reads) =>
        Http.Tools(ToolOf("http", settings, effect)).Single();

    public static ToolCall Call(JsonObject arguments, string key = "k1") => new()
    {
        Tenant = TenantId.New(),
        Conversation = new ConversationId(OpaqueId.New()),
        Contact = ContactId.New(),
        Agent = new AgentId(new OpaqueId(0, 7)),
        Turn = 3,
        Key = key,
        Arguments = JsonSerializer.SerializeToElement(arguments),
        At = DateTimeOffset.UtcNow,
    };

    public void Dispose() => Outbound.Dispose();
}
