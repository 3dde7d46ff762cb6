using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>
/// Reads what a message says. An element of which a part is not read, or had to be cut, is also kept as it came.
/// </summary>
internal static class WhatsAppContent
{
    /// <summary>The content, or <see langword="null"/> and one of <see cref="UnreadableReasons"/>.</summary>
    public static MessageContent? Read(JsonElement message, out string reason)
    {
        if (ReadType(message, out reason) is not { } content)
            return null;
        if (content is { Raw: null, Text: null, Payload: null, Media: [], Place: null, Cards: [], Cart: null })
            content = content with { Raw = CompactJson.Of(message) };
        var context = message.Member("context"u8);
        return content with
        {
            Referral = WhatsAppReferral.Read(message.Member("referral"u8), context.Member("referred_product"u8)),
            Forwarded = context.Member("forwarded"u8).ValueKind == JsonValueKind.True
                || context.Member("frequently_forwarded"u8).ValueKind == JsonValueKind.True,
        };
    }

    /// <summary>Content of a kind, kept whole beside what is read of it.</summary>
    public static MessageContent Whole(MessageKind kind, JsonElement message, string? text = null, string? payload = null) =>
        Of(kind, text, payload) with { Raw = CompactJson.Of(message) };

    /// <summary>Content of a kind of which everything is read.</summary>
    public static MessageContent Of(MessageKind kind, string? text = null, string? payload = null) => new()
    {
        Kind = kind,
        Text = text is null ? null : TextLimit.Cut(text, MessageContent.MaxTextLength),
        Payload = payload,
    };

    /// <summary>Content of which everything is read, unless it had to be cut.</summary>
    public static MessageContent Fitting(MessageKind kind, JsonElement message, string? text, string? payload = null) =>
        text?.Length > MessageContent.MaxTextLength ? Whole(kind, message, text, payload) : Of(kind, text, payload);

    private static MessageContent? ReadType(JsonElement message, out string reason)
    {
        reason = UnreadableReasons.MalformedElement;
        switch (message.Member("type"u8).Text())
        {
            case "text":
                return message.Member("text"u8).Member("body"u8).Text() is { } body ? Fitting(MessageKind.Text, message, body) : null;
            case "image":
                return WhatsAppFile.Read(MessageKind.Image, message, message.Member("image"u8));
            case "video":
                return WhatsAppFile.Read(MessageKind.Video, message, message.Member("video"u8));
            case "document":
                return WhatsAppFile.Read(MessageKind.Document, message, message.Member("document"u8));
            case "sticker":
                return WhatsAppFile.Read(MessageKind.Sticker, message, message.Member("sticker"u8));
            case "audio":
                return WhatsAppFile.Read(
                    message.Member("audio"u8).Member("voice"u8).ValueKind == JsonValueKind.True ? MessageKind.Voice : MessageKind.Audio,
                    message, message.Member("audio"u8));
            case "location":
                return WhatsAppPlace.Read(message, message.Member("location"u8));
            case "contacts":
                return WhatsAppCards.Read(message, message.Member("contacts"u8));
            case "interactive":
                return WhatsAppReply.Read(message, out reason);
            case "button":
                return message.Member("button"u8) is { ValueKind: JsonValueKind.Object } button
                    ? Fitting(MessageKind.ButtonReply, message, button.Member("text"u8).Text(), button.Member("payload"u8).Text())
                    : null;
            case "order":
                return WhatsAppCart.Read(message, message.Member("order"u8));
            case "unsupported" or "ephemeral" or "request_welcome":
                return Whole(MessageKind.Unsupported, message);
            case null:
                return null;
            default:
                reason = UnreadableReasons.UnknownType;
                return null;
        }
    }
}
