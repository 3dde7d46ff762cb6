using System.Text.Json.Nodes;
using Athera.Lab.Faults;
using Athera.Lab.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Athera.Lab.Meta;

/// <summary>Files at the fake Graph API: the call that turns an id into an address, the address itself, and the call that takes a file.</summary>
internal sealed class GraphFileRoutes(FakeGraph graph, TimeProvider time)
{
    private const string Scheme = "Bearer ";
    private const int LargestUpload = 101 * 1024 * 1024;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("{version}/{mediaId}", FindAsync);
        routes.MapGet("files/{mediaId}", DownloadAsync);
        routes.MapPost("{version}/{phoneNumberId}/media", UploadAsync);
    }

    private async Task FindAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["mediaId"]!;
        var phone = context.Request.Query["phone_number_id"].ToString();
        var fault = graph.FileLookupFaults.Take(id);
        if (!graph.Accepts(phone, TokenOf(context)))
            await FaultedCall.PlayAsync(context, GraphErrors.Refuse(190), time, NothingToTake);
        else if (graph.Files.Find(id) is { } file)
            await FaultedCall.PlayAsync(context, fault, time, () => Place(context.Request, file));
        else
            await FaultedCall.PlayAsync(context, GraphErrors.Refuse(100), time, NothingToTake);
    }

    private Task DownloadAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["mediaId"]!;
        if (TokenOf(context).Length > 0) return graph.Files.WriteAsync(context, id, time);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private async Task UploadAsync(HttpContext context)
    {
        var phone = (string)context.Request.RouteValues["phoneNumberId"]!;
        if (!graph.Accepts(phone, TokenOf(context)))
        {
            await FaultedCall.PlayAsync(context, GraphErrors.Refuse(190), time, NothingToTake);
            return;
        }
        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = LargestUpload;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["messaging_product"] != "whatsapp" || form.Files is not [var given])
        {
            await FaultedCall.PlayAsync(context, GraphErrors.Refuse(100), time, NothingToTake);
            return;
        }
        using var bytes = new MemoryStream();
        await given.CopyToAsync(bytes, context.RequestAborted);
        var id = WhatsAppIds.Media();
        var file = graph.Files.Add(id, given.ContentType, bytes.ToArray());
        graph.Files.Uploads.Add(_ => file);
        await FaultedCall.PlayAsync(context, Fault.None, time, () => new ProviderAnswer(200, new JsonObject { ["id"] = id }.ToJsonString()));
    }

    private static ProviderAnswer Place(HttpRequest request, LabFile file) => new(200, new JsonObject
    {
        ["messaging_product"] = "whatsapp",
        ["url"] = $"{request.Scheme}://{request.Host}{request.PathBase}{LabHosting.GraphPath}/files/{file.Id}",
        ["mime_type"] = file.ContentType,
        ["sha256"] = file.Sha256,
        ["file_size"] = file.Bytes.Length,
        ["id"] = file.Id,
    }.ToJsonString());

    private static string TokenOf(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "";
    }

    private static ProviderAnswer NothingToTake() => throw new InvalidOperationException("A refused call takes nothing.");
}
