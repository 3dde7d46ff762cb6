using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Athera.Benchmarks.Plain;

/// <summary>Takes a webhook in: checks the signature, parses, stores every message, and answers it if there is a sender.</summary>
internal sealed class PlainReception(PlainStore store, PlainSender? sender)
{
    private const string Scheme = "sha256=";

    public async Task ReceiveAsync(HttpContext context, string secret)
    {
        var body = await ReadAsync(context.Request);
        if (!Proves(context.Request.Headers["X-Hub-Signature-256"].ToString(), body, secret))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var webhook = JsonSerializer.Deserialize(body, PlainJson.Default.PlainWebhook);
        foreach (var message in webhook?.Messages() ?? [])
        {
            var text = message.Text?.Body ?? "";
            var isNew = await store.AddReceivedAsync(message.Id, message.From, text, message.SentAt, context.RequestAborted);
            if (isNew && sender is not null)
                await AnswerAsync(message.From, context.RequestAborted);
        }
        context.Response.ContentLength = 0;
    }

    private async Task AnswerAsync(string customer, CancellationToken cancellation)
    {
        var history = await store.ReadHistoryAsync(customer, cancellation);
        var text = PlainModel.Answer(history);
        var reply = await store.AddReplyAsync(customer, text, cancellation);
        var providerId = await sender!.SendAsync(customer, text, cancellation);
        await store.SetSentAsync(reply, providerId, cancellation);
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.Length == body.Capacity ? body.GetBuffer() : body.ToArray();
    }

    private static bool Proves(string header, byte[] body, string secret)
    {
        if (!header.StartsWith(Scheme, StringComparison.Ordinal) || header.Length != Scheme.Length + (2 * HMACSHA256.HashSizeInBytes))
            return false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes], expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Convert.FromHexString(header.AsSpan(Scheme.Length), given, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }
}
