using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Athera.Channels.Meta;

/// <summary>
/// The GET with which Meta asks, whenever the callback address is set or edited, whether the endpoint is ours: the challenge goes back
/// exactly as it came if the verify token is right.
/// </summary>
internal static class MetaHandshake
{
    // Documented as an integer; it is echoed, so it may not be a page.
    private const int LongestChallenge = 256;

    /// <summary>The answer, or <see langword="null"/> if it is another request.</summary>
    public static WebhookReply? Answer(WebhookRequest request, IReadOnlyList<string> verifyTokens)
    {
        if (!HttpMethodIsGet(request))
            return null;
        string? mode = null, token = null, challenge = null;
        foreach (var pair in new QueryStringEnumerable(Query(request.Target)))
        {
            var name = pair.DecodeName().Span;
            if (name.SequenceEqual("hub.mode"))
                mode ??= pair.DecodeValue().ToString();
            else if (name.SequenceEqual("hub.verify_token"))
                token ??= pair.DecodeValue().ToString();
            else if (name.SequenceEqual("hub.challenge"))
                challenge ??= pair.DecodeValue().ToString();
        }
        if (mode is null && token is null && challenge is null)
            return null;
        if (mode is null || token is null || challenge is not { Length: <= LongestChallenge })
            return new WebhookReply(400);
        return mode == "subscribe" && IsOurs(token, verifyTokens)
            ? new WebhookReply(200, "text/plain", challenge)
            : new WebhookReply(403);
    }

    private static bool HttpMethodIsGet(WebhookRequest request) => string.Equals(request.Method, "GET", StringComparison.OrdinalIgnoreCase);

    private static ReadOnlyMemory<char> Query(string target) =>
        target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? target.AsMemory(mark) : default;

    private static bool IsOurs(string token, IReadOnlyList<string> verifyTokens)
    {
        var ours = false;
        var claimed = Encoding.UTF8.GetBytes(token);
        foreach (var verifyToken in verifyTokens)
            ours |= !string.IsNullOrWhiteSpace(verifyToken)
                && CryptographicOperations.FixedTimeEquals(claimed, Encoding.UTF8.GetBytes(verifyToken));
        return ours;
    }
}
