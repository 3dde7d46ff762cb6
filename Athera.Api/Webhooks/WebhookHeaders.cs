using Microsoft.AspNetCore.Http;

namespace Athera.Api.Webhooks;

/// <summary>The headers of a webhook: lower-case names, the first value of each, as many as the limits allow.</summary>
internal static class WebhookHeaders
{
    /// <summary>How many are kept.</summary>
    public const int MaxCount = 64;

    /// <summary>How many characters of names and values are kept altogether; a header that does not fit is left out whole.</summary>
    public const int MaxLength = 16 * 1024;

    public static Dictionary<string, string> Read(IHeaderDictionary headers)
    {
        var kept = new Dictionary<string, string>(Math.Min(headers.Count, MaxCount), StringComparer.Ordinal);
        var room = MaxLength;
        foreach (var header in headers)
        {
            if (kept.Count == MaxCount)
                break;
            var value = header.Value.Count > 0 ? header.Value[0] ?? "" : "";
            var length = header.Key.Length + value.Length;
            if (length > room || !kept.TryAdd(header.Key.ToLowerInvariant(), value))
                continue;
            room -= length;
        }

        return kept;
    }
}
