using Athera.Egress;
using Athera.Tools;

namespace Athera.Turns.Tools.Http;

/// <summary>One request to a service of the tenant's.</summary>
/// <param name="client">Makes requests.</param>
/// <param name="clock">The clock.</param>
internal sealed class HttpToolKind(OutboundClient client, TimeProvider clock) : IToolKind
{
    /// <inheritdoc/>
    public string Kind => "http";

    /// <inheritdoc/>
    public int MaxName => ToolLimits.MaxName;

    /// <inheritdoc/>
    public bool HasServer => false;

    /// <inheritdoc/>
    public ToolEffect DefaultEffect(ToolSettings settings) => HttpPlan.MethodOf(settings) == "GET" ? ToolEffect.Reads : ToolEffect.External;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Check(ToolSettings settings)
    {
        var problems = new Dictionary<string, string>();
        if (settings.ToolEffects.Count > 0)
            problems["toolEffects"] = "is of servers only";
        Read(settings, problems);
        return problems;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ITool> Tools(TenantTool tool) =>
        Read(tool.Settings, []) is { } read ? [new HttpTool(tool, read.Schema, read.Plan, client, clock)] : [];

    /// <inheritdoc/>
    public IReadOnlyList<OfferedTool> Offered(TenantTool tool) => [new(tool.Name, tool.Name, tool.Effect)];

    /// <inheritdoc/>
    public async Task<Result<ToolTrial>> TryAsync(TenantTool tool, TryTool command, CancellationToken cancellation)
    {
        if (command.Tool is { } name && name != tool.Name)
            return Refusal.Invalid("tool", "is another tool's name");
        if (Read(tool.Settings, []) is not { } read)
            return Refusal.Invalid("url", "is no longer one that may be asked");
        if (read.Schema.Wrong(command.Arguments, out var arguments) is { } misfit)
            return Refusal.Invalid("arguments", misfit);
        if (read.Plan.Call(arguments, TenantToolRules.TrialKey, masked: true, out var wrong) is not { } call)
            return Refusal.Invalid("arguments", wrong!);
        if (await client.Guard.ProblemAsync(call.Url, clock, cancellation) is { } closed)
            return Refusal.Invalid("url", closed);
        return new ToolTrial
        {
            Tool = tool.Name,
            Effect = tool.Effect,
            Method = call.Method.Method,
            Url = call.Url.AbsoluteUri,
            Headers = call.Headers.ToDictionary(),
            Body = call.Body,
        };
    }

    /// <inheritdoc/>
    public Task<ToolSighting?> LookAsync(TenantTool tool, CancellationToken cancellation) => Task.FromResult<ToolSighting?>(null);

    private (TenantSchema Schema, HttpPlan Plan)? Read(ToolSettings settings, Dictionary<string, string> problems)
    {
        var schema = TenantSchema.Read(settings.Schema ?? TenantSchema.Nothing, out var wrong);
        if (schema is null)
        {
            problems["schema"] = wrong!;
            return null;
        }
        var plan = HttpPlan.Read(settings, schema.Arguments, problems);
        if (plan is not null && !client.Guard.Allows(plan.Origin))
            problems["url"] = "must be https on its usual port and a host with a name";
        return problems.Count == 0 ? (schema, plan!) : null;
    }
}
