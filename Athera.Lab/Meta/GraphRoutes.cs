using Athera.Lab.Faults;
using Athera.Lab.Ledgers;
using Athera.Lab.Meta.Direct;
using Athera.Lab.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Athera.Lab.Meta;

/// <summary>The HTTP face of the fake Graph API.</summary>
internal sealed class GraphRoutes(FakeGraph graph, FakeDirect direct, Ledger<WireRecord> wire, TimeProvider time)
{
    private const int LargestBody = 256 * 1024;
    private const string Scheme = "Bearer ";

    /// <summary>Maps the send call with and without the version in front: callers configure it as part of the address.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("{phoneNumberId}/messages", MessagesAsync);
        routes.MapPost("{version}/{phoneNumberId}/messages", MessagesAsync);
    }

    private async Task MessagesAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var phoneNumberId = (string)context.Request.RouteValues["phoneNumberId"]!;
        var token = Token(context);
        var request = await ReadAsync(context, phoneNumberId, token);
        var status = request switch
        {
            MessageCall call => await FaultedCall.PlayAsync(
                context, graph.Faults.Take(phoneNumberId), time, () => graph.Take(phoneNumberId, call)),
            MarkCall call => await FaultedCall.PlayAsync(
                context, graph.MarkFaults.Take(phoneNumberId), time, () => graph.Take(phoneNumberId, call)),
            DirectCall call => await FaultedCall.PlayAsync(
                context, direct.Faults.Take(direct.Find(phoneNumberId, token)?.AccountId ?? phoneNumberId), time,
                () => direct.Take(phoneNumberId, token, call)),
            ActionCall call => await FaultedCall.PlayAsync(
                context, Fault.None, time, () => direct.Take(phoneNumberId, token, call)),
            BadCall call => await FaultedCall.PlayAsync(context, GraphErrors.Refuse(call.Code), time, NothingToTake),
            _ => throw new InvalidOperationException("A kind of request without an answer."),
        };
        Record(request, status, time.GetElapsedTime(started));
    }

    private async Task<GraphRequest> ReadAsync(HttpContext context, string phoneNumberId, string token)
    {
        if (!graph.Accepts(phoneNumberId, token)) return new BadCall(190);
        if (await BoundedBody.ReadAsync(context.Request, LargestBody) is not { } body) return new BadCall(100);
        var request = GraphRequest.Read(body);
        return request is DirectCall or ActionCall ? direct.Judge(phoneNumberId, token, request) : request;
    }

    private static string Token(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "";
    }

    private void Record(GraphRequest request, int? status, TimeSpan took) => wire.Add(sequence => new WireRecord
    {
        Sequence = sequence,
        At = time.GetUtcNow(),
        Provider = Provider.Meta,
        IsWebhook = false,
        Subject = request switch
        {
            MessageCall or DirectCall => "send",
            ActionCall action => action.Action,
            MarkCall { IsTyping: true } => "typing",
            MarkCall => "mark read",
            _ => "refused call",
        },
        MessageId = (request as MarkCall)?.MessageId,
        Customer = (request as MessageCall)?.Recipient ?? (request as DirectCall)?.Recipient,
        Status = status,
        Took = took,
    });

    private static ProviderAnswer NothingToTake() => throw new InvalidOperationException("A refused call takes nothing.");
}
