using System.Collections.Frozen;
using System.Text.Json;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>
/// Entries of a WhatsApp business account. Whose number they concern is said by each change alone: one business account has many
/// numbers, and numbers of several tenants come in one webhook when they share an app.
/// </summary>
internal sealed class WhatsAppObject(GraphAnswers answers) : IMetaObject
{
    // Subscribable fields that are known and of no effect yet.
    private static readonly FrozenSet<string> NotReadYet = new[]
    {
        "account_alerts", "account_review_update", "account_settings_update", "account_update", "automatic_events",
        "business_capability_update", "business_status_update", "calls", "flows", "history", "message_template_components_update",
        "messaging_handovers", "partner_solutions",
        "payment_configuration_update", "phone_number_name_update", "phone_number_quality_update", "security",
        "smb_app_state_sync", "standby", "tracking_events",
    }.ToFrozenSet(StringComparer.Ordinal);

    public string Name => "whatsapp_business_account";

    public void Read(JsonElement entry, MetaReading reading)
    {
        var changes = entry.Member("changes"u8);
        if (changes.ValueKind != JsonValueKind.Array)
        {
            reading.AddUnreadable(null, UnreadableReasons.MalformedElement, reading.BodyOf(entry));
            return;
        }
        foreach (var change in changes.EnumerateArray())
        {
            if (reading.IsFull)
                break;
            ReadChange(new WhatsAppChange(reading, entry, change));
        }
    }

    private void ReadChange(WhatsAppChange change)
    {
        switch (change.Field)
        {
            case "messages":
                ReadMessages(change);
                break;
            case "smb_message_echoes":
                ReadOnly(change, "message_echoes"u8, static (place, echo) => WhatsAppEchoes.Read(place, echo));
                break;
            case "user_preferences":
                ReadOnly(change, "user_preferences"u8, static (place, preference) => WhatsAppPreferences.Read(place, preference));
                break;
            case null:
                change.AddUnreadable(UnreadableReasons.MalformedElement);
                break;
            case "message_template_status_update" or "message_template_quality_update" or "template_category_update":
                WhatsAppTemplateNews.Read(change);
                break;
            case var field:
                change.AddUnreadable(NotReadYet.Contains(field) ? UnreadableReasons.NotReadYet : UnreadableReasons.UnknownField);
                break;
        }
    }

    private void ReadMessages(WhatsAppChange change)
    {
        // Messages before statuses: a message is worth more, should the rest be too much.
        var read = ReadList(change, "messages"u8, static (place, message) => WhatsAppMessages.Read(place, message));
        read |= ReadList(change, "statuses"u8, (place, status) => WhatsAppStatuses.Read(place, status, answers));
        read |= ReadList(change, "errors"u8, static (place, error) => place.AddUnreadable(UnreadableReasons.NotReadYet, "errors"u8, error));
        if (!read)
            change.AddUnreadable(UnreadableReasons.MalformedElement);
    }

    private static void ReadOnly(WhatsAppChange change, ReadOnlySpan<byte> name, Action<WhatsAppChange, JsonElement> read)
    {
        if (!ReadList(change, name, read))
            change.AddUnreadable(UnreadableReasons.MalformedElement);
    }

    private static bool ReadList(WhatsAppChange change, ReadOnlySpan<byte> name, Action<WhatsAppChange, JsonElement> read)
    {
        var list = change.Value.Member(name);
        if (list.ValueKind != JsonValueKind.Array)
            return false;
        foreach (var item in list.EnumerateArray())
        {
            if (change.Reading.IsFull)
                break;
            read(change, item);
        }
        return true;
    }
}
