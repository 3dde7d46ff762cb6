using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Athera.Tools;

namespace Athera.Turns.Tools;

/// <summary>Which headers a tenant may have sent.</summary>
internal static partial class ToolHeaders
{
    /// <summary>Carries a call's idempotency key.</summary>
    public const string Key = "Idempotency-Key";

    // What frames a request or says who is asked is not the tenant's to set, nor what Athera sets itself.
    private static readonly FrozenSet<string> Reserved = new[]
    {
        "Host", "Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Connection", "Keep-Alive", "Upgrade", "Expect", "TE",
        "Trailer", "Via", "User-Agent", "Accept-Encoding", Key, "Last-Event-ID", "traceparent", "tracestate", "baggage",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with headers; <see langword="null"/> if nothing is.</summary>
    public static string? Wrong(IReadOnlyDictionary<string, string> headers)
    {
        if (headers.Count > ToolLimits.MaxHeaders)
            return $"must be at most {ToolLimits.MaxHeaders}";
        if (headers.Keys.FirstOrDefault(n => !Name().IsMatch(n)) is not null)
            return "have a name that is no header's";
        if (headers.Keys.FirstOrDefault(IsReserved) is { } taken)
            return $"may not set {taken}";
        if (headers.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < headers.Count)
            return "name a header twice";
        return headers.FirstOrDefault(h => h.Value.Length > ToolLimits.MaxHeaderValue || h.Value.Any(c => c is < ' ' or > '~')).Key is { } broken
            ? $"have a value for {broken} that is longer than {ToolLimits.MaxHeaderValue} characters or not printable ASCII"
            : null;
    }

    private static bool IsReserved(string name) =>
        Reserved.Contains(name)
        || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Mcp-", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}\z")]
    private static partial Regex Name();
}
