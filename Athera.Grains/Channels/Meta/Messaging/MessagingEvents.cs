using System.Text.Json;

namespace Athera.Channels.Meta.Messaging;

/// <summary>Tells what an element of <c>messaging[]</c> is, by the one part it holds.</summary>
internal static class MessagingEvents
{
    // Text is at most 2000 characters and media come as links; the largest real elements, echoed templates, are a few kilobytes.
    private const int LargestElement = 256 * 1024;

    /// <summary>Adds what it is to the reading: a message, a notice, receipts, or something to keep.</summary>
    public static void Read(MessagingEvent happened)
    {
        var item = happened.Item;
        if (item.ValueKind != JsonValueKind.Object || happened.Account is null)
            happened.AddUnreadable(UnreadableReasons.MalformedElement);
        else if (item.Size() > LargestElement)
            happened.AddUnreadable(UnreadableReasons.TooLarge);
        // Who controls the thread, opt-ins, policy warnings: of no effect on what is said. So are the signs and ticks of our own side.
        else if (Reader(item) is not { } read || (happened.IsOurs && IsOfContactOnly(item)))
            happened.AddUnreadable(UnreadableReasons.NotReadYet);
        else if (happened.Contact is null || !read(happened))
            happened.AddUnreadable(UnreadableReasons.MalformedElement);
    }

    // Each says whether it could make anything of the part it is named for.
    private static Func<MessagingEvent, bool>? Reader(JsonElement item) =>
        item.Has("message"u8) ? MessagingMessages.Read
        : item.Has("postback"u8) ? MessagingMessages.ReadPostback
        : item.Has("message_edit"u8) ? MessagingNotices.ReadEdit
        : item.Has("reaction"u8) ? MessagingNotices.ReadReaction
        : item.Has("read"u8) ? MessagingNotices.ReadRead
        : item.Has("delivery"u8) ? MessagingNotices.ReadDelivery
        : null;

    private static bool IsOfContactOnly(JsonElement item) =>
        !item.Has("message"u8) && (item.Has("reaction"u8) || item.Has("read"u8) || item.Has("delivery"u8) || item.Has("postback"u8));
}
