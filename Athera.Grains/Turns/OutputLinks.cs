using System.Text.RegularExpressions;
using Athera.Conversations;
using Athera.Messages;

namespace Athera.Turns;

/// <summary>
/// Tells where an answer may link to: the hosts its profile lists, and those that the tenant's instructions or people have named. What
/// the contact wrote and what tools and articles return may have been written by anybody, so no link comes from there.
/// </summary>
internal static partial class OutputLinks
{
    /// <summary>Whether all links of an answer lead where they may.</summary>
    /// <param name="order">The turn.</param>
    /// <param name="plain">The answer as <see cref="PlainText"/>.</param>
    public static bool Hold(TurnOrder order, string plain)
    {
        if (SchemePattern().IsMatch(plain))
            return false;
        var hosts = HostsOf(plain).ToList();
        if (hosts.Count == 0)
            return true;
        var allowed = order.Lines.Where(l => l.By is AuthorKind.User or AuthorKind.External).Select(l => l.Text)
            .Append(order.Profile.Instructions).SelectMany(text => HostsOf(PlainText.Of(text)))
            .Concat(order.Profile.Links).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return hosts.All(host => allowed.Any(a => IsWithin(host, a)));
    }

    private static bool IsWithin(string host, string allowed) =>
        host.Equals(allowed, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{allowed}", StringComparison.OrdinalIgnoreCase);

    // Phones make a link of a bare name too.
    private static IEnumerable<string> HostsOf(string plain) => LinkPattern().Matches(plain)
        .Concat(BarePattern().Matches(WholePattern().Replace(plain, " ")))
        .Select(m => m.Groups["host"].Value.TrimEnd('.', ';', '!', '*', '_', '~', '`'));

    // Whatever follows a link takes what stands before the last @ of its authority for a name, and a backslash for a slash.
    [GeneratedRegex(@"(?:https?:[/\\]{1,4}|www\.)(?:[^/\\?#\s]*@)?(?<host>[^\s/\\:?#<>""'()\[\]@|,]+)", RegexOptions.IgnoreCase)]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"(?:https?:[/\\]{1,4}|www\.)\S*", RegexOptions.IgnoreCase)]
    private static partial Regex WholePattern();

    [GeneratedRegex(
        @"(?<![@\w.-])(?<host>(?:[\p{L}\d][\p{L}\d-]*\.)+(?:com|net|org|info|biz|io|co|app|dev|xyz|top|shop|site|online|store|link|click|ly"
        + @"|gg|cc|ru|cn|su|tk|example|test|\p{L}{2,24}(?=/\S)))(?![\w@-])", RegexOptions.IgnoreCase)]
    private static partial Regex BarePattern();

    [GeneratedRegex(@"\b(?!https?:)[a-z][a-z0-9+.-]{1,20}:[/\\]{2}|\b(?:javascript|vbscript):|\bdata:[a-z]+/", RegexOptions.IgnoreCase)]
    private static partial Regex SchemePattern();
}
