using System.Text.Json;
using System.Text.RegularExpressions;

namespace Athera.Turns.Tools.Http;

/// <summary>
/// An address with places for arguments, in its path and its query only. What is put into a place is percent-encoded, so it never
/// becomes another segment, another parameter, a host or a scheme.
/// </summary>
internal sealed partial class UrlTemplate
{
    /// <summary>Longest address that is asked, in characters.</summary>
    public const int MaxLength = 4096;

    private readonly string _origin, _path;
    private readonly string[] _query;

    private UrlTemplate(string origin, string path, string[] query) => (_origin, _path, _query) = (origin, path, query);

    /// <summary>The arguments in the path: a call without one of them has no address.</summary>
    public IEnumerable<string> InPath => NamesIn(_path);

    /// <summary>The arguments there are places for.</summary>
    public IEnumerable<string> Names => InPath.Concat(_query.SelectMany(NamesIn)).Distinct();

    /// <summary>The address with every place empty, to look at its host.</summary>
    public Uri Origin => new(_origin);

    /// <summary>Reads a template, or says what is wrong with it.</summary>
    public static UrlTemplate? Read(string text, out string? wrong)
    {
        wrong = null;
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var end = scheme < 0 ? -1 : text.AsSpan(scheme + 3).IndexOfAny('/', '?', '#');
        var origin = end < 0 ? text : text[..(scheme + 3 + end)];
        var rest = end < 0 ? "" : text[origin.Length..];
        if (scheme < 0 || origin.AsSpan().IndexOfAny("{}\\%") >= 0 || !Uri.TryCreate(origin, UriKind.Absolute, out _))
            wrong = "must begin with a scheme and a host, which hold no arguments";
        else if (rest.AsSpan().IndexOfAny('#', '\\') >= 0 || rest.Any(c => c is <= ' ' or > '~'))
            wrong = "must have no fragment, and otherwise only printable ASCII";
        else if (Placeholder().Replace(rest, "").AsSpan().IndexOfAny('{', '}') >= 0)
            wrong = "has a brace that belongs to no {argument}";
        if (wrong is not null)
            return null;
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? rest : rest[..question];
        return new UrlTemplate(origin, path.Length == 0 ? "/" : path, question < 0 ? [] : rest[(question + 1)..].Split('&'));
    }

    /// <summary>
    /// The address for a call, or what is wrong with its arguments. A parameter of the query whose argument is not given is left away.
    /// </summary>
    public Uri? Fill(JsonElement arguments, out string? wrong)
    {
        wrong = InPath.FirstOrDefault(name => Text(arguments, name) is null or "") is { } missing ? $"{missing} must not be empty" : null;
        if (wrong is not null)
            return null;
        var path = Filled(_path, arguments);
        // A client takes them for steps up, out of what the template says, whatever they were put together from.
        if (path.Split('/').Any(IsStep))
        {
            wrong = $"{string.Join(" and ", InPath)} would lead to another path";
            return null;
        }
        var query = _query.Where(p => NamesIn(p).All(name => Text(arguments, name) is not null)).Select(p => Filled(p, arguments)).ToList();
        var url = _origin + path + (query.Count == 0 ? "" : "?" + string.Join('&', query));
        if (url.Length > MaxLength)
            wrong = "the arguments are too long for an address";
        return wrong is null ? new Uri(url) : null;
    }

    private static bool IsStep(string segment) =>
        segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..";

    private static string Filled(string template, JsonElement arguments) =>
        Placeholder().Replace(template, match => Uri.EscapeDataString(Text(arguments, match.Groups[1].Value)!));

    private static string? Text(JsonElement arguments, string name) => !arguments.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static IEnumerable<string> NamesIn(string template) => Placeholder().Matches(template).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"\{([A-Za-z0-9_]{1,64})\}")]
    private static partial Regex Placeholder();
}
