namespace Athera.Lab.Wire;

/// <summary>The address a webhook is posted to.</summary>
internal static class WebhookAddress
{
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>
    /// The address with path and query exactly as they were configured, since that is what is signed: a <see cref="Uri"/>
    /// by itself would turn <c>%2D</c> into <c>-</c> on the way. Without the fragment, which is never sent.
    /// </summary>
    /// <param name="configured">The address as it was configured at the provider.</param>
    /// <param name="product">Whose scheme, host and port to connect to instead.</param>
    public static Uri AsWritten(Uri configured, Uri? product)
    {
        var written = configured.OriginalString.Split('#')[0];
        var authority = written.IndexOf("://", StringComparison.Ordinal) + 3;
        var start = written.AsSpan(authority).IndexOfAny('/', '?');
        var target = start < 0 ? "/" : written[(authority + start)..];
        if (target[0] == '?') target = $"/{target}";
        return new Uri($"{(product ?? configured).GetLeftPart(UriPartial.Authority)}{target}", AsItIs);
    }
}
