using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Athera.Channels;

/// <summary>
/// Reads JSON of which nothing is certain: a part that is missing or of another type is simply not there. Nothing here throws,
/// which the usual accessors do for wrong types and for strings that are not valid Unicode.
/// </summary>
internal static class LooseJson
{
    /// <summary>A property, or an undefined element. Names are compared as written: no provider escapes those Athera reads.</summary>
    public static JsonElement Member(this JsonElement element, ReadOnlySpan<byte> name)
    {
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var property in element.EnumerateObject())
                if (JsonMarshal.GetRawUtf8PropertyName(property).SequenceEqual(name))
                    return property.Value;
        return default;
    }

    /// <summary>Whether the property is there at all.</summary>
    public static bool Has(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Member(name).ValueKind != JsonValueKind.Undefined;

    /// <summary>A string, or <see langword="null"/>.</summary>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException) // Half of a surrogate pair, or bytes that are not UTF-8.
        {
            return LenientText.Read(JsonMarshal.GetRawUtf8Value(element)[1..^1]);
        }
    }

    /// <summary>A string, cut where it is longer than Athera keeps; or <see langword="null"/>.</summary>
    public static string? Clipped(this JsonElement element, int longest) =>
        element.Text() is { } text ? TextLimit.Cut(text, longest) : null;

    /// <summary>An id: a string of a length that may be one, or a whole number in its place.</summary>
    public static string? Id(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.Text() is { Length: > 0 and <= InboundMessage.MaxExternalIdLength } text ? text : null,
        JsonValueKind.Number when element.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A time in Unix seconds, as text or as a number; <see langword="null"/> if it makes no sense.</summary>
    public static DateTimeOffset? UnixTime(this JsonElement element)
    {
        long seconds;
        if (element.ValueKind == JsonValueKind.Number ? !element.TryGetInt64(out seconds)
            : !long.TryParse(element.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out seconds))
            return null;
        return seconds > 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }

    /// <summary>A number code, or <see langword="null"/>.</summary>
    public static int? Code(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var code) ? code : null;

    /// <summary>Length of the element as it came, in bytes.</summary>
    public static int Size(this JsonElement element) => JsonMarshal.GetRawUtf8Value(element).Length;
}
