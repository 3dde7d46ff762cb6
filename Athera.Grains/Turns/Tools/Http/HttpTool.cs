using System.Text.Json;
using Athera.Egress;
using Athera.Tools;

namespace Athera.Turns.Tools.Http;

/// <summary>A request to a service of the tenant's.</summary>
/// <param name="tool">Its settings.</param>
/// <param name="schema">What it takes.</param>
/// <param name="plan">The request it makes.</param>
/// <param name="client">Makes it.</param>
/// <param name="clock">Ends it.</param>
internal sealed class HttpTool(TenantTool tool, TenantSchema schema, HttpPlan plan, OutboundClient client, TimeProvider clock) : ITool
{
    /// <inheritdoc/>
    public string Name => tool.Name;

    /// <inheritdoc/>
    public string Description => tool.Description.Length > 0 ? tool.Description : $"Calls {tool.Name}, a service of the business.";

    /// <inheritdoc/>
    public JsonElement Schema => schema.Json;

    /// <inheritdoc/>
    public ToolEffect Effect => tool.Effect;

    /// <inheritdoc/>
    public string Target => plan.Target(Description);

    /// <inheritdoc/>
    public async Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var problem = schema.Wrong(call.Arguments);
        var request = problem is null ? plan.Call(call.Arguments, call.Key, masked: false, out problem) : null;
        return request is null ? ToolOutcome.Failed(ToolArguments.Invalid, problem!) : await SendAsync(request, cancellation);
    }

    private async Task<ToolOutcome> SendAsync(HttpCall call, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(tool.Settings.TimeoutSeconds), clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        using var request = call.Request(Effect != ToolEffect.Reads);
        try
        {
            using var response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return await HttpAnswer.ReadAsync(response, Effect, tool.Settings.MaxAnswerBytes, limit.Token);
        }
        catch (Exception e) when (OutboundFailure.Of(e, cancellation) is { } failure)
        {
            return failure.NothingSent || request.Content is OnceContent { Started: false }
                ? RemoteFaults.Outcome(failure.Fault)
                : RemoteFaults.Lost(Effect, failure.Fault);
        }
    }
}
