using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Athera.Benchmarks.Plain;

/// <summary>Reads a webhook's body and checks its signature.</summary>
internal static class PlainProof
{
    private const string Scheme = "sha256=";

    /// <summary>The body, or <see langword="null"/> if it was not signed with the secret; then the answer is 401.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext context, string secret)
    {
        var body = await ReadAsync(context.Request);
        if (Proves(context.Request.Headers["X-Hub-Signature-256"].ToString(), body, secret))
            return body;
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return null;
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
