namespace Athera.Channels.Twilio;

/// <summary>Why a webhook's signature is not right, and the addresses it may have been signed for instead.</summary>
internal static class TwilioMistakes
{
    private const string Header = "x-twilio-signature";

    // Base64 of the 20 bytes of HMAC-SHA1.
    private const int SignatureLength = 28;

    /// <summary>Longest host looked at, with its port.</summary>
    private const int MaxHost = 260;

    /// <summary>Explains.</summary>
    public static ProofFailure Explain(WebhookRequest request, ProofContext context)
    {
        if (!request.Headers.TryGetValue(Header, out var signature) || signature.Length == 0)
            return ProofFailure.Of(RefusalReasons.SignatureMissing);
        var checkedAt = TwilioUrl.Candidates(WithoutQuery(request), context).ToList();
        if (signature.Length != SignatureLength || !Convert.TryFromBase64String(signature, stackalloc byte[SignatureLength], out _))
            return new ProofFailure(RefusalReasons.SignatureMalformed, checkedAt, []);
        if (!TwilioSignature.CoversBody(request))
            return new ProofFailure(RefusalReasons.BodyNotSigned, checkedAt, []);
        return new ProofFailure(RefusalReasons.WrongSignature, checkedAt, Guesses(request, context));
    }

    // The sender may name any host: that one was signed is known only when the signature holds for it.
    private static IEnumerable<ProofGuess> Guesses(WebhookRequest request, ProofContext context)
    {
        var configured = Authority(context.PublicUrl);
        var hosts = new[] { configured, Named(request, "host"), Named(request, "x-forwarded-host"), context.WebhookUrl is { } own ? Authority(own) : null };
        foreach (var host in hosts.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
            foreach (var scheme in new[] { "https", "http" })
                foreach (var target in Targets(request))
                    if (Guess(request, context, scheme, host, target, configured) is { } guess)
                        yield return guess;
    }

    private static ProofGuess? Guess(
        WebhookRequest request, ProofContext context, string scheme, string host, string target, string configured)
    {
        if (!Uri.TryCreate($"{scheme}://{host}", UriKind.Absolute, out var origin))
            return null;
        var cause = target != request.Target ? RefusalCauses.OtherPath
            : !host.Equals(configured, StringComparison.OrdinalIgnoreCase) ? RefusalCauses.OtherHost
            : RefusalCauses.OtherScheme;
        var meant = request with { Target = target };
        return new ProofGuess(
            meant, context with { PublicUrl = origin, WebhookUrl = null }, cause, origin.OriginalString + WithoutQuery(meant).Target);
    }

    // As it came, with or without a slash at its end, and below the path at which a proxy may have taken it in.
    private static IEnumerable<string> Targets(WebhookRequest request)
    {
        yield return request.Target;
        var query = TwilioUrl.Query(request.Target);
        var path = request.Target[..^query.Length];
        yield return (path.EndsWith('/') ? path.TrimEnd('/') : path + "/") + query;
        if (query.Length > 0)
            yield return path;
    }

    private static string Authority(Uri url) => url.GetComponents(UriComponents.HostAndPort, UriFormat.UriEscaped) is var both && url.IsDefaultPort
        ? url.Host
        : both;

    private static string? Named(WebhookRequest request, string header) =>
        request.Headers.TryGetValue(header, out var host) && host.Length is > 0 and <= MaxHost
        && Uri.CheckHostName(host.Split(':')[0]) != UriHostNameType.Unknown
            ? host
            : null;

    // Only what the route itself says: a path that was sent may be spelled in more ways than one, and a query may carry anything.
    private static WebhookRequest WithoutQuery(WebhookRequest request) => request with
    {
        Target = $"/webhooks/{request.Provider}/{request.Account}{(request.Topic == TwilioWebhooks.StatusTopic ? "/" + request.Topic : "")}"
            + (request.Target[..^TwilioUrl.Query(request.Target).Length].EndsWith('/') ? "/" : ""),
    };
}
