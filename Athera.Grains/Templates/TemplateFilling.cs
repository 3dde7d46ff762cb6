using System.Text;
using System.Text.RegularExpressions;
using Athera.Messages;

namespace Athera.Templates;

/// <summary>Fills templates in, and says what is wrong with what they are filled with.</summary>
public static partial class TemplateFilling
{
    /// <summary>Longest value, in UTF-16 units: a body carries no more.</summary>
    private const int MaxValue = 1024;

    /// <summary>The names of what has to be filled in, in the order of reading, each once.</summary>
    public static IReadOnlyList<string> VariablesOf(TemplateSpec spec) => [.. spec.Parts.SelectMany(VariablesOf).Distinct()];

    /// <summary>The names of what has to be filled in of one part.</summary>
    public static IEnumerable<string> VariablesOf(TemplatePart part) => part.Media is { } media
        ? [part.Prefix + media]
        : Variable().Matches(part.Text).Select(match => part.Prefix + match.Groups[1].Value).Distinct();

    /// <summary>What is wrong with the values, by variable; empty if nothing is.</summary>
    public static IReadOnlyDictionary<string, string> Check(TemplateSpec spec, IReadOnlyDictionary<string, string> values)
    {
        var problems = new Dictionary<string, string>();
        var wanted = VariablesOf(spec);
        foreach (var name in wanted.Where(name => string.IsNullOrWhiteSpace(values.GetValueOrDefault(name))))
            problems[$"variables.{name}"] = "is needed";
        foreach (var (name, value) in values)
        {
            var known = name.Length <= MaxValue ? name : "?";
            if (!wanted.Contains(name))
                problems[$"variables.{known}"] = "is not a variable of the template";
            else if (value is null || value.Length > MaxValue)
                problems[$"variables.{known}"] = $"is longer than {MaxValue} characters";
            else if (value.AsSpan().IndexOfAny('\n', '\r', '\t') >= 0)
                problems[$"variables.{known}"] = "has to be one line";
            else if (IsMedia(spec, name) && !IsWebAddress(value))
                problems[$"variables.{known}"] = "has to be an address beginning with https:// or http://";
        }
        if (problems.Count == 0 && Fill(spec, values).Length > MessageContent.MaxTextLength)
            problems["variables"] = $"make a text longer than {MessageContent.MaxTextLength} characters";
        return problems;
    }

    /// <summary>What a contact would read. A value that is missing leaves its variable standing.</summary>
    public static string Fill(TemplateSpec spec, IReadOnlyDictionary<string, string> values)
    {
        var text = new StringBuilder();
        foreach (var part in spec.Parts.Where(part => part.Media is null))
        {
            if (text.Length > 0)
                text.Append(part.Place == TemplatePlace.Button ? "\n" : "\n\n");
            var said = Fill(part, values);
            text.Append(part.Place == TemplatePlace.Button ? $"[{said}]" : said);
        }
        return text.ToString();
    }

    private static string Fill(TemplatePart part, IReadOnlyDictionary<string, string> values) => Variable().Replace(
        part.Text, match => values.GetValueOrDefault(part.Prefix + match.Groups[1].Value) ?? match.Value);

    private static bool IsMedia(TemplateSpec spec, string name) =>
        spec.Parts.Any(part => part.Media is { } media && part.Prefix + media == name);

    private static bool IsWebAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "https" or "http";

    [GeneratedRegex(@"\{\{\s*([A-Za-z0-9_]{1,64})\s*\}\}")]
    private static partial Regex Variable();
}
