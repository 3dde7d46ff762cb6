using System.Globalization;
using System.Text.Json;
using Athera.Templates;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Reads what a template is made of.</summary>
internal static class WhatsAppTemplateParts
{
    private const int MaxParts = 32;

    /// <summary>The parts in the order of reading; what is of no known kind is left out.</summary>
    public static IReadOnlyList<TemplatePart> Read(JsonElement components)
    {
        if (components.ValueKind != JsonValueKind.Array)
            return [];
        var parts = new List<TemplatePart>();
        foreach (var component in components.EnumerateArray())
        {
            switch (component.Member("type"u8).Id()?.ToUpperInvariant())
            {
                case "HEADER":
                    AddHeader(parts, component);
                    break;
                case "BODY" when component.Member("text"u8).Text() is { } text:
                    parts.Add(new TemplatePart(TemplatePlace.Body, 0, text));
                    break;
                case "FOOTER" when component.Member("text"u8).Text() is { } text:
                    parts.Add(new TemplatePart(TemplatePlace.Footer, 0, text));
                    break;
                case "BUTTONS":
                    AddButtons(parts, component.Member("buttons"u8));
                    break;
            }
        }
        return [.. parts.OrderBy(part => part.Place).ThenBy(part => part.Index).Take(MaxParts)];
    }

    private static void AddHeader(List<TemplatePart> parts, JsonElement header)
    {
        var format = header.Member("format"u8).Id()?.ToLowerInvariant();
        if (format is "image" or "video" or "document")
            parts.Add(new TemplatePart(TemplatePlace.Header, 0, "", "header.", format));
        else if (header.Member("text"u8).Text() is { } text)
            parts.Add(new TemplatePart(TemplatePlace.Header, 0, text, "header."));
    }

    private static void AddButtons(List<TemplatePart> parts, JsonElement buttons)
    {
        if (buttons.ValueKind != JsonValueKind.Array)
            return;
        var index = 0;
        foreach (var button in buttons.EnumerateArray())
        {
            var kind = button.Member("type"u8).Id()?.ToLowerInvariant();
            var text = button.Member("text"u8).Text() ?? "";
            // What is filled in is not on the button but behind it.
            var shown = kind switch
            {
                "url" => $"{text}: {button.Member("url"u8).Text()}",
                "copy_code" => $"{text}: {{{{code}}}}",
                _ => text,
            };
            parts.Add(new TemplatePart(
                TemplatePlace.Button, index, shown, string.Create(CultureInfo.InvariantCulture, $"button.{index}."), Kind: kind));
            index++;
        }
    }
}
