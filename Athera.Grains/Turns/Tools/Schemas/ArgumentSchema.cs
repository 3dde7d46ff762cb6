using System.Text.Json;

namespace Athera.Turns.Tools.Schemas;

/// <summary>
/// What a tool's arguments have to be, read from its JSON Schema. Only keywords that are checked are let in, so that nobody relies
/// on one that is not. Arguments are bounded in depth, and numbers, names and items by the schema.
/// </summary>
public sealed class ArgumentSchema
{
    private const int MaxDepth = 8;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    private readonly ValueRule _rule;

    private ArgumentSchema(ValueRule rule) => _rule = rule;

    /// <summary>Reads a schema.</summary>
    /// <exception cref="FormatException">It is not of an object, or has a keyword that is not checked; the message names the tool.</exception>
    public static ArgumentSchema Read(string tool, JsonElement schema)
    {
        var (rule, wrong) = Read(schema);
        if (wrong is null && !rule.IsObject)
            wrong = "is not of an object";
        return wrong is null ? new ArgumentSchema(rule) : throw new FormatException($"The schema of tool {tool} {wrong}.");
    }

    // A keyword whose value is of the wrong kind is met where it is read.
    private static (ValueRule Rule, string? Wrong) Read(JsonElement schema)
    {
        try
        {
            return (ValueRule.Read(schema, out var wrong), wrong);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException)
        {
            return (new ValueRule(), "has a keyword of the wrong form");
        }
    }

    /// <summary>What is wrong with arguments, naming the field; <see langword="null"/> if nothing is.</summary>
    public string? Wrong(string arguments)
    {
        try
        {
            using var json = JsonDocument.Parse(arguments, Strict);
            return _rule.Wrong(json.RootElement, "");
        }
        catch (JsonException)
        {
            return "they are not valid JSON, or nested too deeply";
        }
    }
}
