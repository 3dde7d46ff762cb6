using System.Text.Json;
using Athera.Tools;

namespace Athera.Turns.Tools.Http;

/// <summary>Settings of an HTTP tool, read once.</summary>
internal sealed class HttpPlan
{
    /// <summary>What stands for a secret where it is shown.</summary>
    public const string Mask = "***";

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private readonly ToolSettings _settings;
    private readonly UrlTemplate _url;
    private readonly BodyTemplate? _body;

    private HttpPlan(ToolSettings settings, UrlTemplate url, BodyTemplate? body) => (_settings, _url, _body) = (settings, url, body);

    /// <summary>The method of a tool.</summary>
    public static string MethodOf(ToolSettings settings) => settings.Method ?? "GET";

    /// <summary>Where its requests go.</summary>
    public Uri Origin => _url.Origin;

    /// <summary>Reads settings, and says by field what is wrong with them.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="arguments">The arguments that are declared, and whether each may stand in an address and has to be given.</param>
    /// <param name="problems">What is wrong, added to.</param>
    public static HttpPlan? Read(ToolSettings settings, IReadOnlyDictionary<string, ArgumentPlace> arguments, Dictionary<string, string> problems)
    {
        var before = problems.Count;
        var url = UrlTemplate.Read(settings.Url, out var wrong);
        if (wrong is not null)
            problems["url"] = wrong;
        if (!Methods.Contains(MethodOf(settings)))
            problems["method"] = $"must be one of {string.Join(", ", Methods)}";
        wrong = null;
        var body = settings.Body is { } json ? BodyTemplate.Read(json, out wrong) : null;
        if (wrong is not null)
            problems["body"] = wrong;
        else if (body is not null && MethodOf(settings) == "GET")
            problems["body"] = "is not sent with GET";
        foreach (var name in url?.Names ?? [])
        {
            if (!arguments.TryGetValue(name, out var place))
                problems["url"] = $"has a place for {name}, which the schema does not declare";
            else if (!place.Scalar)
                problems["url"] = $"has a place for {name}, which is no text, number or boolean";
            else if (!place.Required && url!.InPath.Contains(name))
                problems["url"] = $"has {name} in its path, which the schema does not require";
        }
        if (body?.Names.FirstOrDefault(n => !arguments.ContainsKey(n)) is { } unknown)
            problems["body"] = $"has a place for {unknown}, which the schema does not declare";
        return problems.Count == before ? new HttpPlan(settings, url!, body) : null;
    }

    /// <summary>The request a call makes, or what is wrong with its arguments, which keep to the schema.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="key">The call's idempotency key.</param>
    /// <param name="masked">Whether secrets are hidden.</param>
    /// <param name="wrong">What is wrong.</param>
    public HttpCall? Call(JsonElement arguments, string key, bool masked, out string? wrong)
    {
        var url = _url.Fill(arguments, out wrong);
        if (url is null)
            return null;
        var method = MethodOf(_settings);
        var body = _body is not null ? _body.Fill(arguments)?.ToJsonString() ?? "null"
            : method is "GET" or "DELETE" ? null
            : arguments.GetRawText();
        return new HttpCall(new HttpMethod(method), url, HeadersOf(_settings, key, masked), body);
    }

    /// <summary>Where its requests go and with what, beside secrets: those say who calls, and may be renewed at any time.</summary>
    /// <param name="description">What it is said to do.</param>
    public string Target(string description) => TargetOf(_settings, description, MethodOf(_settings), _settings.Body ?? "");

    /// <summary>What a person who allows a call to an address is to be able to rely on.</summary>
    public static string TargetOf(ToolSettings settings, params IEnumerable<string> more) => JsonSerializer.Serialize<string[]>(
        [settings.Url, .. more, .. settings.Headers.OrderBy(h => h.Key, StringComparer.Ordinal).SelectMany(h => new[] { h.Key, h.Value })]);

    /// <summary>The headers of a call.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> HeadersOf(ToolSettings settings, string key, bool masked) =>
    [
        .. settings.Headers,
        .. settings.Secrets.Select(s => masked ? KeyValuePair.Create(s.Key, Mask) : s),
        KeyValuePair.Create(ToolHeaders.Key, key),
        KeyValuePair.Create("User-Agent", "Athera/1.0"),
    ];
}
