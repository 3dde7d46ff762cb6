using System.Globalization;
using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>
/// Writes a template and what it is filled in with. Where a value goes is said by the name of its variable: <c>header.</c> and
/// <c>button.0.</c> stand before those outside the body, numbers are places, and other names are Meta's named parameters.
/// </summary>
internal static class WhatsAppTemplateBody
{
    private const string Header = "header.", Button = "button.";

    private static readonly string[] Files = ["image", "video", "document"];

    /// <summary>Writes the part named <c>template</c>.</summary>
    public static void Write(Utf8JsonWriter json, TemplateUse use)
    {
        json.WriteStartObject("template"u8);
        json.WriteString("name"u8, use.Name);
        json.WriteStartObject("language"u8);
        json.WriteString("code"u8, use.Language);
        json.WriteEndObject();
        if (use.Variables.Count > 0)
        {
            json.WriteStartArray("components"u8);
            WriteComponent(json, "header", Under(use, Header));
            WriteComponent(json, "body", use.Variables.Where(v => !IsElsewhere(v.Key)));
            foreach (var button in use.Variables.Where(v => IndexOf(v.Key) is not null).GroupBy(v => IndexOf(v.Key)!.Value).OrderBy(b => b.Key))
                WriteButton(json, button.Key, [.. button]);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static bool IsElsewhere(string name) => name.StartsWith(Header, StringComparison.Ordinal) || IndexOf(name) is not null;

    private static IEnumerable<KeyValuePair<string, string>> Under(TemplateUse use, string prefix) => use.Variables
        .Where(v => v.Key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(v => KeyValuePair.Create(v.Key[prefix.Length..], v.Value));

    private static int? IndexOf(string name) =>
        name.StartsWith(Button, StringComparison.Ordinal) && name.IndexOf('.', Button.Length) is > 0 and var dot
        && int.TryParse(name.AsSpan(Button.Length..dot), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;

    private static void WriteComponent(Utf8JsonWriter json, string type, IEnumerable<KeyValuePair<string, string>> values)
    {
        var ordered = values.OrderBy(v => Number(v.Key)).ThenBy(v => v.Key, StringComparer.Ordinal).ToList();
        if (ordered.Count == 0)
            return;
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteStartArray("parameters"u8);
        foreach (var (name, value) in ordered)
            WriteParameter(json, name, value);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        if (Files.Contains(name))
        {
            json.WriteString("type"u8, name);
            json.WriteStartObject(name);
            json.WriteString("link"u8, WhatsAppBody.Utf8(value));
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("type"u8, "text"u8);
            if (Number(name) == int.MaxValue)
                json.WriteString("parameter_name"u8, name);
            json.WriteString("text"u8, WhatsAppBody.Utf8(value));
        }
        json.WriteEndObject();
    }

    private static void WriteButton(Utf8JsonWriter json, int index, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        var code = values.Any(v => v.Key.EndsWith(".code", StringComparison.Ordinal));
        json.WriteStartObject();
        json.WriteString("type"u8, "button"u8);
        json.WriteString("sub_type"u8, code ? "copy_code"u8 : "url"u8);
        json.WriteString("index"u8, index.ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray("parameters"u8);
        foreach (var (_, value) in values)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, code ? "coupon_code"u8 : "text"u8);
            json.WriteString(code ? "coupon_code"u8 : "text"u8, WhatsAppBody.Utf8(value));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static int Number(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
}
