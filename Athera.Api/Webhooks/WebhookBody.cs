using System.Buffers;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Athera.Api.Webhooks;

/// <summary>
/// The raw bytes of a webhook, for the signature was made over them. They gather in the server's pooled buffers as they arrive, so
/// that a sender who announces much and sends little costs little; only a whole body is copied, into an array of its size.
/// </summary>
internal static class WebhookBody
{
    /// <summary>Largest body taken in, in bytes. Meta sends up to 3 MB.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>The body with 200, or the status to refuse it with.</summary>
    public static async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> Read(HttpContext context)
    {
        if (context.Request.ContentLength > MaxLength)
            return (StatusCodes.Status413PayloadTooLarge, default);
        // The server's own limit is for other routes; this one is counted below, byte by byte.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        try
        {
            return await Gather(context);
        }
        catch (BadHttpRequestException refused)
        {
            return (refused.StatusCode, default);
        }
        catch (Exception gone) when (gone is ConnectionResetException or ConnectionAbortedException or IOException or OperationCanceledException)
        {
            return (StatusCodes.Status400BadRequest, default);
        }
    }

    private static async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> Gather(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            var buffer = read.Buffer;
            if (buffer.Length > MaxLength)
            {
                reader.AdvanceTo(buffer.End);
                return (StatusCodes.Status413PayloadTooLarge, default);
            }

            if (read.IsCompleted)
            {
                var body = buffer.ToArray();
                reader.AdvanceTo(buffer.End);
                return (StatusCodes.Status200OK, body);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
