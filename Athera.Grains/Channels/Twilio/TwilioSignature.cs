using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Athera.Channels.Twilio;

/// <summary>
/// <c>X-Twilio-Signature</c>: Base64 of HMAC-SHA1, under the account's auth token, over the address and the fields of a form; for any
/// other body over the address alone, in which <c>bodySHA256</c> then vouches for the body.
/// </summary>
internal static class TwilioSignature
{
    private const string Header = "x-twilio-signature";

    /// <summary>Whether one of the secrets signed the request at one of the addresses it may have been sent to.</summary>
    public static bool Proves(WebhookRequest request, ProofContext context)
    {
        if (!request.Headers.TryGetValue(Header, out var text) || SignedText(request) is not { } fields)
            return false;
        var claimed = Encoding.UTF8.GetBytes(text);
        var proven = false;
        foreach (var secret in context.Secrets)
        {
            // A secret that was never filled in would be one that everybody knows.
            if (string.IsNullOrWhiteSpace(secret))
                continue;
            var key = Encoding.UTF8.GetBytes(secret);
            foreach (var url in TwilioUrl.Candidates(request, context))
                proven |= CryptographicOperations.FixedTimeEquals(claimed, Sign(key, url, fields));
        }
        return proven;
    }

    /// <summary>Whether the body is a form.</summary>
    public static bool IsForm(WebhookRequest request) =>
        request.Headers.TryGetValue("content-type", out var type)
        && type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a signature of this request would vouch for its body.</summary>
    public static bool CoversBody(WebhookRequest request) => SignedText(request) is not null;

    // Compared as text, not decoded: Base64 of 20 bytes has spare bits, and a signature is right in one form only.
    private static byte[] Sign(byte[] key, string url, byte[] fields)
    {
        byte[] message = [.. Encoding.UTF8.GetBytes(url), .. fields];
#pragma warning disable CA5350 // Twilio's choice. HMAC is not weakened by collisions of the hash.
        return Encoding.ASCII.GetBytes(Convert.ToBase64String(HMACSHA1.HashData(key, message)));
#pragma warning restore CA5350
    }

    // What the signature covers beside the address, or null if there is a body that it does not cover.
    private static byte[]? SignedText(WebhookRequest request)
    {
        if (request.Body.IsEmpty)
            return [];
        if (string.Equals(request.Method, "POST", StringComparison.OrdinalIgnoreCase) && IsForm(request))
            return TwilioForm.Parse(request.Body.Span)?.SignedText();
        return HasBodyHash(request) ? [] : null;
    }

    private static bool HasBodyHash(WebhookRequest request)
    {
        foreach (var pair in new QueryStringEnumerable(TwilioUrl.Query(request.Target)))
        {
            if (!pair.DecodeName().Span.SequenceEqual("bodySHA256"))
                continue;
            var expected = Convert.ToHexStringLower(SHA256.HashData(request.Body.Span));
            return CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(pair.DecodeValue().ToString().ToLowerInvariant()), Encoding.UTF8.GetBytes(expected));
        }
        return false;
    }
}
