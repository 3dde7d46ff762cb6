namespace Athera.Channels.Twilio;

/// <summary>
/// The addresses a signature may have been made over. Taken from configuration and the raw target of the request, never from its host
/// or forwarding headers: those are the sender's to choose.
/// </summary>
internal static class TwilioUrl
{
    /// <summary>Every address to try: at most two, each with and without a port.</summary>
    public static IEnumerable<string> Candidates(WebhookRequest request, ProofContext context)
    {
        var configured = context.PublicUrl.OriginalString.TrimEnd('/') + request.Target;
        foreach (var url in PortVariants(configured))
            yield return url;
        if (context.WebhookUrl is not { } webhook)
            yield break;
        foreach (var url in PortVariants(Base(webhook.OriginalString, request.Topic) + Query(request.Target)))
            yield return url;
    }

    /// <summary>The query of a target as it was sent, with its mark; empty if there is none.</summary>
    public static string Query(string target) =>
        target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? target[mark..] : "";

    // Twilio does not send the fragment, in which it takes time limits for the connection, and the query comes with the request.
    private static string Base(string url, string topic)
    {
        var end = url.IndexOfAny(['?', '#']);
        var address = end < 0 ? url : url[..end];
        return topic.Length == 0 ? address : $"{address.TrimEnd('/')}/{topic}";
    }

    // Twilio signs with the port in some cases and without it in others, and its own libraries accept both.
    private static IEnumerable<string> PortVariants(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        if (start < 3)
            yield break;
        var length = url.AsSpan(start).IndexOfAny("/?#");
        var end = length < 0 ? url.Length : start + length;
        var port = PortStart(url, start, end);
        yield return url[..port] + url[end..];
        var standard = url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
        yield return port < end ? url : url[..end] + standard + url[end..];
    }

    // Where ":1234" begins; the end if there is none. A colon may also stand in user:password@ and in [::1].
    private static int PortStart(string url, int start, int end)
    {
        var colon = url.LastIndexOf(':', end - 1, end - start);
        return colon > url.LastIndexOf('@', end - 1, end - start) && colon > url.LastIndexOf(']', end - 1, end - start) ? colon : end;
    }
}
