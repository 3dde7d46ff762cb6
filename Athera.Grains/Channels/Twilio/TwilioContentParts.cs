using System.Text.Json;
using Athera.Templates;

namespace Athera.Channels.Twilio;

/// <summary>
/// Reads what a content template is made of. Its variables are numbered throughout, so none has a prefix; one that stands in no text,
/// such as a file's address, is read from the list of variables.
/// </summary>
internal static class TwilioContentParts
{
    private const int MaxParts = 32;

    /// <summary>The parts in the order of reading.</summary>
    /// <param name="types">The forms it has, by kind of form; the first with words counts.</param>
    /// <param name="variables">Its variables with their examples.</param>
    public static IReadOnlyList<TemplatePart> Read(JsonElement types, JsonElement variables)
    {
        if (types.ValueKind != JsonValueKind.Object)
            return [];
        var parts = new List<TemplatePart>();
        foreach (var form in types.EnumerateObject().Select(type => type.Value).Where(form => form.ValueKind == JsonValueKind.Object))
        {
            if ((form.Member("body"u8).Text() ?? form.Member("title"u8).Text()) is not { } body)
                continue;
            if (form.Member("body"u8).Text() is not null && form.Member("title"u8).Text() is { Length: > 0 } title)
                parts.Add(new TemplatePart(TemplatePlace.Header, 0, title));
            parts.Add(new TemplatePart(TemplatePlace.Body, 0, body));
            if ((form.Member("footer"u8).Text() ?? form.Member("subtitle"u8).Text()) is { Length: > 0 } footer)
                parts.Add(new TemplatePart(TemplatePlace.Footer, 0, footer));
            AddActions(parts, form.Member("actions"u8));
            break;
        }
        AddHidden(parts, variables);
        return [.. parts.Take(MaxParts)];
    }

    private static void AddActions(List<TemplatePart> parts, JsonElement actions)
    {
        if (actions.ValueKind != JsonValueKind.Array)
            return;
        var index = 0;
        foreach (var action in actions.EnumerateArray())
        {
            var title = action.Member("title"u8).Text() ?? "";
            parts.Add(new TemplatePart(
                TemplatePlace.Button, index++, action.Member("url"u8).Text() is { } url ? $"{title}: {url}" : title,
                Kind: action.Member("type"u8).Id()?.ToLowerInvariant()));
        }
    }

    private static void AddHidden(List<TemplatePart> parts, JsonElement variables)
    {
        if (variables.ValueKind != JsonValueKind.Object)
            return;
        var shown = parts.SelectMany(TemplateFilling.VariablesOf).ToHashSet();
        var index = 0;
        foreach (var name in variables.EnumerateObject().Select(variable => variable.Name).Where(name => !shown.Contains(name)))
            parts.Insert(0, new TemplatePart(TemplatePlace.Header, index++, $"{{{{{name}}}}}"));
    }
}
