using System.Security.Cryptography;
using System.Text;

namespace Athera.Channels.Meta;

/// <summary>
/// <c>X-Hub-Signature-256</c>: HMAC-SHA256 over the raw body under the app secret. The older header with SHA-1 is never looked at.
/// </summary>
/// <remarks>
/// Meta documents that it signs an escaped form of the text; the body on the wire already is that form, so the bytes as they came are
/// right, and any that were parsed and written again are not.
/// </remarks>
internal static class MetaSignature
{
    private const string Header = "x-hub-signature-256", Prefix = "sha256=";

    /// <summary>Whether one of the secrets signed the body.</summary>
    public static bool Proves(WebhookRequest request, IReadOnlyList<string> secrets)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryRead(request, claimed))
            return false;
        var proven = false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var secret in secrets)
        {
            // A secret that was never filled in would be one that everybody knows.
            if (string.IsNullOrWhiteSpace(secret))
                continue;
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), request.Body.Span, expected);
            proven |= CryptographicOperations.FixedTimeEquals(claimed, expected);
        }
        return proven;
    }

    /// <summary>The header that carries it, as it came; <see langword="null"/> if there is none.</summary>
    public static string? HeaderOf(WebhookRequest request) => request.Headers.GetValueOrDefault(Header);

    /// <summary>Whether the header has the form of a signature.</summary>
    public static bool IsWellFormed(WebhookRequest request) => TryRead(request, stackalloc byte[HMACSHA256.HashSizeInBytes]);

    private static bool TryRead(WebhookRequest request, Span<byte> signature) =>
        request.Headers.TryGetValue(Header, out var text)
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.Length == Prefix.Length + 2 * signature.Length
        && Convert.FromHexString(text.AsSpan(Prefix.Length), signature, out _, out _) == System.Buffers.OperationStatus.Done;
}
