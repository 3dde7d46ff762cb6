using System.Text.Json;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Reads one element of <c>user_preferences[]</c>: whether a person wants marketing. After "stop" such sends fail with 131050.</summary>
internal static class WhatsAppPreferences
{
    /// <summary>Adds what it is to the reading.</summary>
    public static void Read(WhatsAppChange change, JsonElement preference)
    {
        var contact = WhatsAppSender.InOrder(preference.Member("user_id"u8), preference.Member("wa_id"u8));
        var (category, value) = (preference.Member("category"u8).Text(), preference.Member("value"u8).Text());
        if (change.Account is null || contact.Count == 0 || category is null || value is null)
            change.AddUnreadable(UnreadableReasons.MalformedElement, "user_preferences"u8, preference);
        else if (category != "marketing_messages" || value is not ("stop" or "resume" or "signup"))
            change.AddUnreadable(UnreadableReasons.UnknownType, "user_preferences"u8, preference);
        else
        {
            var at = preference.Member("timestamp"u8).UnixTime();
            change.Reading.Add(new NoticeElement(change.Account, new ConsentNotice
            {
                Contact = contact,
                ExternalId = string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"wa-pref:{contact[0].Value}:{category}:{value}:{at?.ToUnixTimeSeconds()}"),
                At = at,
                Scope = ConsentScope.Marketing,
                Granted = value != "stop",
            }));
        }
    }
}
