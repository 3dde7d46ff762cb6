using System.Text.Json;
using Athera.Conversations.Choosing;
using Athera.Messages;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Writes what may be tapped: reply buttons, or a list behind a button.</summary>
internal static class WhatsAppChoices
{
    /// <summary>Whether it fits: at most 3 buttons or 10 rows, and a text to stand above them.</summary>
    public static bool Carries(MessageContent content) =>
        content is { Text: { Length: > 0 and <= 1024 }, Media.Count: 0, Choices: { Options.Count: > 0 } choices }
        && choices.Form switch
        {
            ChoiceForm.Buttons => choices.Options.Count <= Choices.MaxButtons
                && choices.Options.All(o => o.Title.Length <= Choices.MaxButtonTitle),
            ChoiceForm.List => choices.Options.Count <= Choices.MaxRows && choices.Options.All(o => o.Title.Length <= Choices.MaxRowTitle),
            _ => false,
        };

    /// <summary>Writes the part named <c>interactive</c>.</summary>
    public static void Write(Utf8JsonWriter json, string text, Choices choices)
    {
        json.WriteStartObject("interactive"u8);
        json.WriteString("type"u8, choices.Form == ChoiceForm.List ? "list"u8 : "button"u8);
        json.WriteStartObject("body"u8);
        json.WriteString("text"u8, WhatsAppBody.Utf8(text));
        json.WriteEndObject();
        json.WriteStartObject("action"u8);
        if (choices.Form == ChoiceForm.List)
            WriteList(json, choices);
        else
            WriteButtons(json, choices);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteButtons(Utf8JsonWriter json, Choices choices)
    {
        json.WriteStartArray("buttons"u8);
        foreach (var option in choices.Options)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "reply"u8);
            json.WriteStartObject("reply"u8);
            json.WriteString("id"u8, WhatsAppBody.Utf8(option.Id));
            json.WriteString("title"u8, WhatsAppBody.Utf8(option.Title));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, Choices choices)
    {
        json.WriteString("button"u8, WhatsAppBody.Utf8(choices.Opener ?? ChoiceRendering.DefaultOpener));
        json.WriteStartArray("sections"u8);
        foreach (var section in choices.Options.GroupBy(o => o.Section ?? ""))
        {
            json.WriteStartObject();
            // With several sections each needs a title.
            if (section.Key.Length > 0)
                json.WriteString("title"u8, WhatsAppBody.Utf8(section.Key));
            else if (choices.Options.Any(o => o.Section is { Length: > 0 }))
                json.WriteString("title"u8, WhatsAppBody.Utf8(ChoiceRendering.DefaultOpener));
            json.WriteStartArray("rows"u8);
            foreach (var option in section)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, WhatsAppBody.Utf8(option.Id));
                json.WriteString("title"u8, WhatsAppBody.Utf8(option.Title));
                if (option.Description is { Length: > 0 } description)
                    json.WriteString("description"u8, WhatsAppBody.Utf8(description));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
