using System.Text.Json;
using Athera.Egress;
using Athera.Tools;
using Athera.Turns.Tools.Http;

namespace Athera.Turns.Tools.Mcp;

/// <summary>A server that speaks the Model Context Protocol over HTTP.</summary>
/// <param name="outbound">Where it may go.</param>
/// <param name="servers">Asks servers.</param>
/// <param name="clock">The clock.</param>
internal sealed class McpToolKind(OutboundClient outbound, McpServer servers, TimeProvider clock) : IToolKind
{
    /// <inheritdoc/>
    public string Kind => "mcp";

    /// <inheritdoc/>
    public int MaxName => 20;

    /// <inheritdoc/>
    public bool HasServer => true;

    /// <inheritdoc/>
    public ToolEffect DefaultEffect(ToolSettings settings) => ToolEffect.External;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Check(ToolSettings settings)
    {
        var problems = new Dictionary<string, string>();
        if (settings.Method is not null)
            problems["method"] = "is of http tools only";
        if (settings.Body is not null)
            problems["body"] = "is of http tools only";
        if (settings.Schema is not null)
            problems["schema"] = "is of http tools only";
        if (!Uri.TryCreate(settings.Url, UriKind.Absolute, out var url) || url.Fragment.Length > 0 || !outbound.Guard.Allows(url))
            problems["url"] = "must be https on its usual port, a host with a name, and have no fragment";
        return problems;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ITool> Tools(TenantTool tool) =>
    [
        .. tool.Offers.Select(o => TenantSchema.Read(o.Schema, out _) is { } schema ? new McpTool(tool, o, schema, servers) : null).OfType<ITool>(),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<OfferedTool> Offered(TenantTool tool) =>
        [.. tool.Offers.Select(o => new OfferedTool(o.Name, o.Original, McpTool.EffectOf(tool, o)))];

    /// <inheritdoc/>
    public async Task<Result<ToolTrial>> TryAsync(TenantTool tool, TryTool command, CancellationToken cancellation)
    {
        if (command.Tool is null || tool.Offers.FirstOrDefault(o => o.Name == command.Tool) is not { } offer)
            return Refusal.Invalid("tool", "must be one of those offered");
        if (TenantSchema.Read(offer.Schema, out _) is not { } schema)
            return Refusal.Invalid("tool", "has a schema that is no longer taken");
        if (schema.Wrong(command.Arguments, out var arguments) is { } misfit)
            return Refusal.Invalid("arguments", misfit);
        if (await outbound.Guard.ProblemAsync(new Uri(tool.Settings.Url), clock, cancellation) is { } closed)
            return Refusal.Invalid("url", closed);
        return new ToolTrial
        {
            Tool = offer.Name,
            Effect = McpTool.EffectOf(tool, offer),
            Method = "POST",
            Url = tool.Settings.Url,
            Headers = HttpPlan.HeadersOf(tool.Settings, TenantToolRules.TrialKey, masked: true).ToDictionary(),
            Body = JsonSerializer.Serialize(new
            {
                jsonrpc = "2.0",
                id = 1,
                method = "tools/call",
                @params = new { name = offer.Original, arguments },
            }),
        };
    }

    /// <inheritdoc/>
    public async Task<ToolSighting?> LookAsync(TenantTool tool, CancellationToken cancellation)
    {
        var (described, fault) = await servers.ListAsync(tool.Settings, cancellation);
        return fault is null ? McpCatalogue.Judge(tool.Name, described) : ToolSighting.Failed(fault);
    }
}
