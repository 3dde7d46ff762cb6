using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Meta.Messaging;

/// <summary>Reads what happens to messages after they were sent.</summary>
internal static class MessagingNotices
{
    /// <summary>Reads <c>message_edit</c>: the text as it is now.</summary>
    public static bool ReadEdit(MessagingEvent happened)
    {
        var edit = happened.Item.Member("message_edit"u8);
        if (edit.Member("mid"u8).Id() is not { } target || edit.Member("text"u8).Text() is not { } text)
            return false;
        happened.Add(new EditNotice
        {
            Contact = [happened.Contact!],
            ExternalId = MadeUpId.Of("edit", target, edit.Member("num_edit"u8).Id() ?? happened.Timestamp),
            At = happened.At,
            Target = target,
            Content = MessageContent.OfText(TextLimit.Cut(text, MessageContent.MaxTextLength)),
        });
        return true;
    }

    /// <summary>Reads <c>reaction</c>. It has no id of its own.</summary>
    public static bool ReadReaction(MessagingEvent happened)
    {
        var reaction = happened.Item.Member("reaction"u8);
        var action = reaction.Member("action"u8).Text();
        if (reaction.Member("mid"u8).Id() is not { } target || action is not ("react" or "unreact"))
            return false;
        happened.Add(new ReactionNotice
        {
            Contact = [happened.Contact!],
            ExternalId = MadeUpId.Of("reaction", target, happened.Sender, action, happened.Timestamp),
            At = happened.At,
            Target = target,
            Emoji = action == "react" ? Sign(reaction) : null,
        });
        return true;
    }

    /// <summary>Reads <c>read</c>: up to a message, or up to a time.</summary>
    public static bool ReadRead(MessagingEvent happened) => ReadWatermark(happened, happened.Item.Member("read"u8), MessageState.Read);

    /// <summary>Reads <c>delivery</c>: some messages by name, and everything up to a time.</summary>
    public static bool ReadDelivery(MessagingEvent happened)
    {
        var delivery = happened.Item.Member("delivery"u8);
        var read = ReadWatermark(happened, delivery, MessageState.Delivered);
        var named = delivery.Member("mids"u8);
        if (named.ValueKind != JsonValueKind.Array)
            return read;
        foreach (var mid in named.EnumerateArray())
        {
            if (happened.IsFull)
                break;
            if (mid.Id() is not { } id)
                continue;
            happened.Add(new DeliveryReceipt { ExternalId = id, State = MessageState.Delivered, At = happened.At });
            read = true;
        }
        return read;
    }

    private static bool ReadWatermark(MessagingEvent happened, JsonElement mark, MessageState state)
    {
        var target = mark.Member("mid"u8).Id();
        var upTo = mark.Member("watermark"u8).UnixMilliseconds();
        if (target is null && upTo is null)
            return false;
        happened.Add(new WatermarkNotice
        {
            Contact = [happened.Contact!],
            ExternalId = MadeUpId.Of(
                state == MessageState.Read ? "read" : "delivered", happened.Sender, target ?? mark.Member("watermark"u8).Id()),
            At = happened.At,
            State = state,
            UpTo = upTo,
            Target = target,
        });
        return true;
    }

    // Older apps are told the name of a sign only; the names are the six that a tap-and-hold offers.
    private static string Sign(JsonElement reaction) => reaction.Member("emoji"u8).Text() is { Length: > 0 } emoji
        ? TextLimit.Cut(emoji, Reaction.MaxLength)
        : reaction.Member("reaction"u8).Text() switch
        {
            "love" => "❤️",
            "smile" => "😆",
            "wow" => "😮",
            "sad" => "😢",
            "angry" => "😠",
            "dislike" => "👎",
            _ => "👍",
        };
}
