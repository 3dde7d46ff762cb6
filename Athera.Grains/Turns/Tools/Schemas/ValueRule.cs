using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Athera.Turns.Tools.Schemas;

/// <summary>What a value has to be.</summary>
internal sealed class ValueRule
{
    private static readonly TimeSpan PatternPatience = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<string> _types = [];
    private readonly Dictionary<string, ValueRule> _properties = [];
    private readonly HashSet<string> _required = [];
    private readonly List<string> _values = [];
    private decimal? _minimum, _maximum;
    private int? _minLength, _maxLength, _minItems, _maxItems;
    private bool _open = true;
    private Regex? _pattern;
    private string? _format;
    private ValueRule? _items;

    /// <summary>Whether only objects are taken.</summary>
    public bool IsObject => _types.SetEquals(["object"]);

    /// <summary>Reads a rule.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="wrong">What is wrong with it, if something is.</param>
    public static ValueRule Read(JsonElement schema, out string? wrong)
    {
        var rule = new ValueRule();
        wrong = schema.ValueKind == JsonValueKind.Object ? null : "is not an object";
        foreach (var keyword in wrong is null ? schema.EnumerateObject() : default)
            wrong ??= rule.Take(keyword.Name, keyword.Value);
        return rule;
    }

    /// <summary>What is wrong with a value; <see langword="null"/> if nothing is.</summary>
    public string? Wrong(JsonElement value, string place)
    {
        if (_types.Count > 0 && !_types.Contains(TypeOf(value)) && !(_types.Contains("number") && TypeOf(value) == "integer"))
            return Say(place, $"has to be of type {string.Join(" or ", _types)}");
        if (_values.Count > 0 && !_values.Contains(value.GetRawText()))
            return Say(place, $"has to be one of {string.Join(", ", _values)}");
        return value.ValueKind switch
        {
            JsonValueKind.Object => WrongObject(value, place),
            JsonValueKind.Array => WrongArray(value, place),
            JsonValueKind.String => WrongText(value.GetString()!, place),
            JsonValueKind.Number => WrongNumber(value, place),
            _ => null,
        };
    }

    private string? Take(string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "type":
                _types.UnionWith(value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(t => t.GetString()!) : [value.GetString()!]);
                return null;
            case "properties":
                return ReadProperties(value);
            case "required":
                _required.UnionWith(value.EnumerateArray().Select(t => t.GetString()!));
                return null;
            case "additionalProperties" when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                _open = value.GetBoolean();
                return null;
            case "items":
                _items = Read(value, out var wrong);
                return wrong;
            case "enum":
                _values.AddRange(value.EnumerateArray().Select(v => v.GetRawText()));
                return null;
            case "const":
                _values.Add(value.GetRawText());
                return null;
            case "pattern":
                _pattern = new Regex(value.GetString()!, RegexOptions.CultureInvariant, PatternPatience);
                return null;
            case "format":
                _format = value.GetString();
                return null;
            default:
                return TakeBound(keyword, value);
        }
    }

    private string? TakeBound(string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "minimum": _minimum = value.GetDecimal(); break;
            case "maximum": _maximum = value.GetDecimal(); break;
            case "minLength": _minLength = value.GetInt32(); break;
            case "maxLength": _maxLength = value.GetInt32(); break;
            case "minItems": _minItems = value.GetInt32(); break;
            case "maxItems": _maxItems = value.GetInt32(); break;
            // These say something to a model and ask nothing of a value.
            case "title" or "description" or "default" or "examples" or "$schema": break;
            default: return $"has the keyword {keyword}, which is not checked";
        }
        return null;
    }

    private string? ReadProperties(JsonElement properties)
    {
        string? wrong = null;
        foreach (var property in properties.EnumerateObject())
        {
            _properties[property.Name] = Read(property.Value, out var inner);
            wrong ??= inner;
        }
        return wrong;
    }

    private string? WrongObject(JsonElement value, string place)
    {
        foreach (var missing in _required.Where(name => !value.TryGetProperty(name, out _)))
            return Say(Within(place, missing), "is required");
        foreach (var member in value.EnumerateObject())
        {
            if (!_properties.TryGetValue(member.Name, out var rule))
            {
                if (!_open)
                    return Say(Within(place, member.Name.Length > 64 ? member.Name[..64] : member.Name), "is not known");
                continue;
            }
            if (rule.Wrong(member.Value, Within(place, member.Name)) is { } wrong)
                return wrong;
        }
        return null;
    }

    private string? WrongArray(JsonElement value, string place)
    {
        var count = value.GetArrayLength();
        if (count < _minItems || count > _maxItems)
        {
            return Say(place, _maxItems is { } most
                ? string.Create(CultureInfo.InvariantCulture, $"has to have {_minItems ?? 0} to {most} items")
                : string.Create(CultureInfo.InvariantCulture, $"has to have at least {_minItems} items"));
        }
        if (_items is null)
            return null;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (_items.Wrong(item, string.Create(CultureInfo.InvariantCulture, $"{place}[{index++}]")) is { } wrong)
                return wrong;
        }
        return null;
    }

    private string? WrongText(string text, string place) =>
        text.Length < _minLength ? Say(place, $"has to have at least {_minLength} characters")
        : text.Length > _maxLength ? Say(place, $"has to have at most {_maxLength} characters")
        : _pattern is not null && !_pattern.IsMatch(text) ? Say(place, $"has to match {_pattern}")
        : _format is { } format && !Formats.Holds(format, text) ? Say(place, $"has to be a {format}")
        : null;

    private string? WrongNumber(JsonElement value, string place) =>
        !value.TryGetDecimal(out var number) ? Say(place, "is too large")
        : number < _minimum ? Say(place, string.Create(CultureInfo.InvariantCulture, $"has to be at least {_minimum}"))
        : number > _maximum ? Say(place, string.Create(CultureInfo.InvariantCulture, $"has to be at most {_maximum}"))
        : null;

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetDecimal(out var number) && number == decimal.Truncate(number) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    private static string Within(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";

    private static string Say(string place, string problem) => $"{(place.Length == 0 ? "the arguments" : place)} {problem}";
}
