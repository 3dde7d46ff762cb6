using System.Text.Json;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>
/// Reads one element of <c>message_echoes[]</c>: what somebody wrote in the business's phone app to a number that is used there and here.
/// </summary>
internal static class WhatsAppEchoes
{
    /// <summary>Adds what it is to the reading.</summary>
    public static void Read(WhatsAppChange change, JsonElement echo)
    {
        var contact = WhatsAppSender.InOrder(echo.Member("to_user_id"u8), echo.Member("to"u8));
        var type = echo.Member("type"u8).Text();
        if (WhatsAppMessages.ReasonAgainst(change, echo) is { } reason)
            change.AddUnreadable(reason, "message_echoes"u8, echo);
        else if (contact.Count == 0)
            change.AddUnreadable(UnreadableReasons.MalformedElement, "message_echoes"u8, echo);
        // A sign of the business on a message of the contact.
        else if (type is "reaction" or "system")
            change.AddUnreadable(UnreadableReasons.NotReadYet, "message_echoes"u8, echo);
        else if (Notice(echo, type, contact, out var fault) is { } notice)
            change.Reading.Add(new NoticeElement(change.Account!, notice));
        else
            change.AddUnreadable(fault, "message_echoes"u8, echo);
    }

    private static ContactNotice? Notice(JsonElement echo, string? type, IReadOnlyList<Contacts.Address> contact, out string fault)
    {
        if (WhatsAppNotices.IsNotice(type))
            return WhatsAppNotices.Read(echo, contact, out fault);
        return WhatsAppContent.Read(echo, out fault) is not { } content ? null : new EchoNotice
        {
            Contact = contact,
            ExternalId = echo.Member("id"u8).Id()!,
            At = echo.Member("timestamp"u8).UnixTime(),
            Content = content,
        };
    }
}
