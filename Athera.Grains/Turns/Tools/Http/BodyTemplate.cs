using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Athera.Turns.Tools.Http;

/// <summary>
/// A JSON body with places for arguments. A place is a whole value: an argument goes in as the JSON value it is and can never change
/// what is around it.
/// </summary>
internal sealed partial class BodyTemplate
{
    private const int MaxDepth = 16;

    private readonly JsonNode? _template;

    private BodyTemplate(JsonNode? template, IReadOnlySet<string> names) => (_template, Names) = (template, names);

    /// <summary>The arguments there are places for.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>Reads a template, or says what is wrong with it.</summary>
    public static BodyTemplate? Read(string json, out string? wrong)
    {
        var names = new HashSet<string>();
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
            var template = JsonNode.Parse(json, documentOptions: options);
            wrong = Wrong(template, names);
            return wrong is null ? new BodyTemplate(template, names) : null;
        }
        catch (JsonException)
        {
            wrong = "is not valid JSON, or nested too deeply";
            return null;
        }
    }

    /// <summary>The body for a call. What a place stands for and is not given is left away.</summary>
    public JsonNode? Fill(JsonElement arguments) => Filled(_template, arguments, out _);

    private static JsonNode? Filled(JsonNode? node, JsonElement arguments, out bool absent)
    {
        absent = false;
        switch (node)
        {
            case JsonObject members:
                var filled = new JsonObject();
                foreach (var (name, member) in members)
                {
                    var value = Filled(member, arguments, out var left);
                    if (!left)
                        filled[name] = value;
                }
                return filled;
            case JsonArray items:
                var list = new JsonArray();
                foreach (var item in items)
                {
                    var value = Filled(item, arguments, out var left);
                    if (!left)
                        list.Add(value);
                }
                return list;
            default:
                if (NameOf(node) is not { } argument)
                    return node?.DeepClone();
                absent = !arguments.TryGetProperty(argument, out var given);
                return absent ? null : JsonNode.Parse(given.GetRawText());
        }
    }

    private static string? Wrong(JsonNode? node, HashSet<string> names)
    {
        switch (node)
        {
            case JsonObject members:
                return members.Any(m => Placeholder().IsMatch(m.Key))
                    ? "has an {argument} in the name of a field"
                    : members.Select(m => Wrong(m.Value, names)).FirstOrDefault(w => w is not null);
            case JsonArray items:
                return items.Select(i => Wrong(i, names)).FirstOrDefault(w => w is not null);
            default:
                if (NameOf(node) is { } name)
                    names.Add(name);
                else if (TextOf(node) is { } text && Placeholder().IsMatch(text))
                    return "has an {argument} within a text: it has to be the whole value";
                return null;
        }
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string? NameOf(JsonNode? node) =>
        TextOf(node) is { } text && Placeholder().Match(text) is { Success: true } match && match.Length == text.Length ? text[1..^1] : null;

    [GeneratedRegex(@"\{[A-Za-z0-9_]{1,64}\}")]
    private static partial Regex Placeholder();
}
