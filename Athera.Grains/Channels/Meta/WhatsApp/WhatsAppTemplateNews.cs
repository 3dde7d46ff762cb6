using Athera.Templates;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Reads what Meta tells of a template: that it decided about it, judges it anew, or takes it for something else.</summary>
internal static class WhatsAppTemplateNews
{
    /// <summary>Reads a change.</summary>
    public static void Read(WhatsAppChange change)
    {
        if (change.Value.Member("message_template_id"u8).Id() is not { } id || UpdateOf(change) is not { } update)
        {
            change.AddUnreadable(UnreadableReasons.MalformedElement);
            return;
        }
        change.Reading.Add(new TemplateElement(id, update));
    }

    private static TemplateUpdate? UpdateOf(WhatsAppChange change)
    {
        var value = change.Value;
        return change.Field switch
        {
            "message_template_status_update" when value.Member("event"u8).Id() is { } word => new TemplateUpdate(
                WhatsAppTemplates.StatusOf(word), value.Member("reason"u8).Id() is { } reason and not "NONE" ? reason : null),
            "message_template_quality_update" when value.Member("new_quality_score"u8).Id() is { } score =>
                new TemplateUpdate(null, Quality: score),
            "template_category_update" when value.Member("new_category"u8).Id() is { } category =>
                new TemplateUpdate(null, Category: category.ToLowerInvariant()),
            _ => null,
        };
    }
}
