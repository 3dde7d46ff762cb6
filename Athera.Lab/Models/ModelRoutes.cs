using System.Security.Cryptography;
using Athera.Lab.Faults;
using Athera.Lab.Ledgers;
using Athera.Lab.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Athera.Lab.Models;

/// <summary>The HTTP face of the fake model.</summary>
internal sealed class ModelRoutes(FakeModel model, Ledger<WireRecord> wire, TimeProvider time)
{
    private const int LargestBody = 8 * 1024 * 1024;
    private const string Scheme = "Bearer ";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("openai/deployments/{deployment}/chat/completions", context => CompleteAsync(context, isAzure: true));
        routes.MapPost("openai/v1/chat/completions", context => CompleteAsync(context, isAzure: true));
        routes.MapPost("v1/chat/completions", context => CompleteAsync(context, isAzure: false));
    }

    private async Task CompleteAsync(HttpContext context, bool isAzure)
    {
        var started = time.GetTimestamp();
        foreach (var name in new[] { "x-request-id", "apim-request-id" })
            context.Response.Headers[name] = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var (request, refusal) = await ReadAsync(context, isAzure);
        var status = refusal is null ? await AnswerAsync(context, request!) : await RefuseAsync(context, refusal);
        wire.Add(sequence => new WireRecord
        {
            Sequence = sequence,
            At = time.GetUtcNow(),
            Provider = Provider.Model,
            IsWebhook = false,
            Subject = "completion",
            Status = status,
            Took = time.GetElapsedTime(started),
        });
    }

    private async Task<(ModelRequest? Request, ProviderAnswer? Refusal)> ReadAsync(HttpContext context, bool isAzure)
    {
        var (key, isBearer) = Key(context.Request);
        if (!model.Accepts(key, isBearer)) return (null, ModelErrors.Unauthorized);
        if (await BoundedBody.ReadAsync(context.Request, LargestBody) is not { } bytes) return (null, ModelErrors.TooLarge);
        if (ModelCall.Parse(bytes) is not { } body) return (null, ModelErrors.NotJson);
        var request = model.Remember(body, context.Request.RouteValues["deployment"] as string, isAzure, time.GetUtcNow());
        return (request, model.Objection(request));
    }

    private async Task<int?> AnswerAsync(HttpContext context, ModelRequest request)
    {
        var behaviour = model.Script.Take(request.Model);
        var isStreamed = request.IsStreamed && behaviour.Fault.Ending is FaultEnding.Ordinary;
        if (!isStreamed)
            return await FaultedCall.PlayAsync(context, behaviour.Fault, time, () => Whole(request, behaviour.Answers(request)));
        using var end = RequestEnd.Of(context);
        try
        {
            if (behaviour.Fault.Delay > TimeSpan.Zero) await Task.Delay(behaviour.Fault.Delay, time, end.Token);
            var stream = new ModelStream(context, model.Pacing, time, end.Token);
            return await stream.WriteAsync(request, behaviour.Answers(request), behaviour.Break) ? 200 : null;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            context.Abort();
            return null; // The caller turned away in the middle of the stream, or the host ends.
        }
    }

    private Task<int?> RefuseAsync(HttpContext context, ProviderAnswer refusal) => FaultedCall.PlayAsync(
        context, Fault.Refuse(refusal), time, () => throw new InvalidOperationException("A refused call takes nothing."));

    private static ProviderAnswer Whole(ModelRequest request, ModelAnswer answer) =>
        new(200, ModelJson.Completion(request, answer).ToJsonString());

    private static (string Key, bool IsBearer) Key(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? (header[Scheme.Length..].Trim(), true)
            : (request.Headers["api-key"].ToString(), false);
    }
}
