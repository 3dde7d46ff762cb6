using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Athera.Turns.Tools;

namespace Athera.Tools;

/// <summary>
/// Reads the arguments of a built-in tool. They are looked at against its schema once more, so that what is wrong is refused by name
/// whoever calls; of JSON Schema it knows the words that these tools use.
/// </summary>
internal static class ToolArguments
{
    /// <summary>The fault of arguments that are not as the schema wants them.</summary>
    public const string Invalid = "invalid_arguments";

    /// <summary>The arguments, or <see langword="null"/> and what is wrong with them.</summary>
    public static T? Read<T>(JsonElement schema, JsonElement arguments, JsonTypeInfo<T> form, out ToolOutcome? wrong) where T : class
    {
        wrong = Misfit(schema, arguments, "") is { } problem ? ToolOutcome.Failed(Invalid, problem) : null;
        return wrong is null ? arguments.Deserialize(form) : null;
    }

    /// <summary>A time with its offset from UTC.</summary>
    public static bool TryTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (text is null)
            return true;
        var clock = text.IndexOf('T');
        if (clock < 0 || text.AsSpan(clock).IndexOfAny('Z', '+', '-') < 0
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var read))
            return false;
        time = read.ToUniversalTime();
        return true;
    }

    private static string? Misfit(JsonElement schema, JsonElement value, string path) =>
        schema.GetProperty("type").GetString() switch
        {
            "object" when value.ValueKind == JsonValueKind.Object => Members(schema, value, path),
            "array" when value.ValueKind == JsonValueKind.Array => Items(schema, value, path),
            "string" when value.ValueKind == JsonValueKind.String => Text(schema, value.GetString()!, path),
            "integer" when value.ValueKind == JsonValueKind.Number => Number(schema, value, path),
            var type => $"{Name(path)} must be of type {type}",
        };

    private static string? Members(JsonElement schema, JsonElement value, string path)
    {
        var known = schema.GetProperty("properties");
        var seen = new HashSet<string>();
        foreach (var member in value.EnumerateObject())
        {
            var place = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (!known.TryGetProperty(member.Name, out var inner))
                return $"{Shortened(place)} is no argument";
            if (!seen.Add(member.Name))
                return $"{place} is given twice";
            if (Misfit(inner, member.Value, place) is { } problem)
                return problem;
        }
        foreach (var name in schema.GetProperty("required").EnumerateArray())
        {
            if (!seen.Contains(name.GetString()!))
                return $"{(path.Length == 0 ? "" : path + ".")}{name.GetString()} is required";
        }
        return null;
    }

    private static string? Items(JsonElement schema, JsonElement value, string path)
    {
        var (count, most, least) = (value.GetArrayLength(), Limit(schema, "maxItems"), Limit(schema, "minItems"));
        if (count > most || count < least)
            return $"{path} must have {least ?? 0} to {most} items";
        for (var i = 0; i < count; i++)
        {
            if (Misfit(schema.GetProperty("items"), value[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")) is { } problem)
                return problem;
        }
        return null;
    }

    private static string? Text(JsonElement schema, string text, string path)
    {
        if (schema.TryGetProperty("enum", out var choices) && !choices.EnumerateArray().Any(c => c.GetString() == text))
            return $"{path} must be one of {string.Join(", ", choices.EnumerateArray().Select(c => c.GetString()))}";
        var (most, least) = (Limit(schema, "maxLength"), Limit(schema, "minLength"));
        return text.Length > most || text.Length < least ? $"{path} must have {least ?? 0} to {most} characters" : null;
    }

    private static string? Number(JsonElement schema, JsonElement value, string path)
    {
        var (most, least) = (Limit(schema, "maximum"), Limit(schema, "minimum"));
        return value.TryGetInt64(out var number) && !(number > most) && !(number < least)
            ? null
            : $"{path} must be a whole number from {least} to {most}";
    }

    private static long? Limit(JsonElement schema, string word) => schema.TryGetProperty(word, out var limit) ? limit.GetInt64() : null;

    private static string Name(string path) => path.Length == 0 ? "the arguments" : path;

    private static string Shortened(string name) => name.Length <= 100 ? name : name[..100];
}
