using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Tools;
using Athera.Turns.Tools.Schemas;

namespace Athera.Turns.Tools;

/// <summary>
/// The schema of a tool that came from outside. It is closed where its author left it open: what nobody declared is not sent. Patterns
/// are not taken: one that takes for ever to match would hold up the conversation that matches it.
/// </summary>
internal sealed class TenantSchema
{
    /// <summary>Of a tool without arguments.</summary>
    public const string Nothing = """{"type":"object","additionalProperties":false,"properties":{},"required":[]}""";

    private const int MaxDepth = 16, MaxProperties = 64, MaxPropertyName = 64;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private readonly ArgumentSchema _rule;

    private TenantSchema(JsonElement json, ArgumentSchema rule, IReadOnlyDictionary<string, ArgumentPlace> arguments) =>
        (Json, _rule, Arguments) = (json, rule, arguments);

    /// <summary>The schema, closed.</summary>
    public JsonElement Json { get; }

    /// <summary>The arguments it declares.</summary>
    public IReadOnlyDictionary<string, ArgumentPlace> Arguments { get; }

    /// <summary>Reads a schema, or says what is wrong with it.</summary>
    public static TenantSchema? Read(string json, out string? wrong)
    {
        wrong = json.Length > ToolLimits.MaxJson ? $"is longer than {ToolLimits.MaxJson} characters" : null;
        try
        {
            var node = wrong is null ? JsonNode.Parse(json, documentOptions: Strict) as JsonObject : null;
            wrong ??= node is null ? "is not an object" : Close(node);
            if (wrong is not null)
                return null;
            var closed = JsonSerializer.SerializeToElement(node);
            var rule = ArgumentSchema.Read("", closed);
            return new TenantSchema(closed, rule, Places(closed));
        }
        catch (FormatException unchecked_)
        {
            wrong = unchecked_.Message.Replace("The schema of tool  ", "", StringComparison.Ordinal).TrimEnd('.');
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or OverflowException or KeyNotFoundException)
        {
            wrong = "is no schema, or nested too deeply";
        }
        return null;
    }

    /// <summary>What is wrong with arguments, naming the field; <see langword="null"/> if nothing is.</summary>
    public string? Wrong(JsonElement arguments) => _rule.Wrong(arguments.GetRawText());

    /// <summary>What is wrong with arguments as they were given.</summary>
    public string? Wrong(string json, out JsonElement arguments)
    {
        arguments = default;
        if (json.Length > ToolLimits.MaxArguments)
            return $"are longer than {ToolLimits.MaxArguments} characters";
        if (_rule.Wrong(json) is { } wrong)
            return wrong;
        arguments = JsonSerializer.Deserialize<JsonElement>(json);
        return null;
    }

    private static string? Close(JsonNode? node)
    {
        if (node is JsonArray items)
            return items.Select(Close).FirstOrDefault(w => w is not null);
        if (node is not JsonObject schema)
            return null;
        if (schema.ContainsKey("pattern"))
            return "has the keyword pattern, which is not taken";
        if (schema["properties"] is JsonObject properties)
        {
            if (properties.Count > MaxProperties || properties.Any(p => p.Key.Length is 0 or > MaxPropertyName))
                return $"has more than {MaxProperties} properties, or one whose name is empty or longer than {MaxPropertyName} characters";
            if (properties.Select(p => Close(p.Value)).FirstOrDefault(w => w is not null) is { } inner)
                return inner;
        }
        if (schema["type"]?.ToJsonString().Contains("\"object\"", StringComparison.Ordinal) == true)
            schema["additionalProperties"] = false;
        return schema["items"] is JsonObject item ? Close(item) : null;
    }

    private static Dictionary<string, ArgumentPlace> Places(JsonElement schema)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet() : [];
        return schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().ToDictionary(p => p.Name, p => new ArgumentPlace(IsScalar(p.Value), required.Contains(p.Name)))
            : [];
    }

    private static bool IsScalar(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
        && type.GetString() is "string" or "integer" or "number" or "boolean";
}

/// <summary>Where an argument may stand.</summary>
/// <param name="Scalar">Whether it is a text, a number or a boolean, and so may stand in an address.</param>
/// <param name="Required">Whether every call has it.</param>
internal sealed record ArgumentPlace(bool Scalar, bool Required);
