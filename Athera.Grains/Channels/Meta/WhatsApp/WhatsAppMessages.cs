using System.Text.Json;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Reads one element of <c>messages[]</c>.</summary>
internal static class WhatsAppMessages
{
    // Text is at most 4096 characters; the largest real elements, long forms and carts, are a few kilobytes.
    private const int LargestMessage = 256 * 1024;

    /// <summary>Adds what it is to the reading: a message, something that happened to one, or something to keep.</summary>
    public static void Read(WhatsAppChange change, JsonElement message)
    {
        var sender = WhatsAppSender.Read(change, message);
        var type = message.Member("type"u8).Text();
        if (ReasonAgainst(change, message) is { } reason)
            change.AddUnreadable(reason, "messages"u8, message, sender.Card);
        // Who a system element is about stands in the element.
        else if (sender.Addresses.Count == 0 && type != "system")
            change.AddUnreadable(UnreadableReasons.MalformedElement, "messages"u8, message, sender.Card);
        else if (WhatsAppNotices.IsNotice(type))
            Notice(change, message, sender);
        else if (WhatsAppContent.Read(message, out var fault) is not { } content)
            change.AddUnreadable(fault, "messages"u8, message, sender.Card);
        else
            change.Reading.Add(new ReceivedElement(change.Account!, new InboundMessage
            {
                From = sender.Addresses,
                Name = sender.Name,
                ExternalId = message.Member("id"u8).Id()!,
                SentAt = message.Member("timestamp"u8).UnixTime(),
                Content = content,
                ReplyTo = message.Member("context"u8).Member("id"u8).Id(),
            }));
    }

    /// <summary>Why an element is not looked at any further, or <see langword="null"/>.</summary>
    public static string? ReasonAgainst(WhatsAppChange change, JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || change.Account is null || message.Member("id"u8).Id() is null)
            return UnreadableReasons.MalformedElement;
        if (message.Size() > LargestMessage)
            return UnreadableReasons.TooLarge;
        // What somebody says in a group is not said to us, and an answer would go to him alone.
        return message.Has("group_id"u8) ? UnreadableReasons.NotReadYet : null;
    }

    private static void Notice(WhatsAppChange change, JsonElement message, WhatsAppSender sender)
    {
        if (WhatsAppNotices.Read(message, sender.Addresses, out var fault) is { } notice)
            change.Reading.Add(new NoticeElement(change.Account!, notice));
        else
            change.AddUnreadable(fault, "messages"u8, message, sender.Card);
    }
}
