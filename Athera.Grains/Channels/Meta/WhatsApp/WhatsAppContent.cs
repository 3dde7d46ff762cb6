using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>
/// Reads what a message says. Everything but a plain text is also kept as it came, since it has parts (files, places, cards, carts)
/// that are read later.
/// </summary>
internal static class WhatsAppContent
{
    /// <summary>The content, or <see langword="null"/> and one of <see cref="UnreadableReasons"/>.</summary>
    public static MessageContent? Read(JsonElement message, out string reason)
    {
        reason = UnreadableReasons.MalformedElement;
        switch (message.Member("type"u8).Text())
        {
            case "text":
                return Text(message);
            case "image":
                return Captioned(MessageKind.Image, message, message.Member("image"u8));
            case "video":
                return Captioned(MessageKind.Video, message, message.Member("video"u8));
            case "document":
                return Captioned(MessageKind.Document, message, message.Member("document"u8));
            case "sticker":
                return Captioned(MessageKind.Sticker, message, message.Member("sticker"u8));
            case "audio":
                return Captioned(
                    message.Member("audio"u8).Member("voice"u8).ValueKind == JsonValueKind.True ? MessageKind.Voice : MessageKind.Audio,
                    message, message.Member("audio"u8));
            case "location":
                return Location(message, message.Member("location"u8));
            case "contacts":
                return Contacts(message, message.Member("contacts"u8));
            case "interactive":
                return WhatsAppReply.Read(message, out reason);
            case "button":
                return Part(message, message.Member("button"u8)) is { } button
                    ? Of(MessageKind.ButtonReply, message, button.Member("text"u8).Text(), button.Member("payload"u8).Text())
                    : null;
            case "order":
                return Part(message, message.Member("order"u8)) is { } order
                    ? Of(MessageKind.Order, message, order.Member("text"u8).Text())
                    : null;
            case "unsupported" or "ephemeral":
                return Of(MessageKind.Unsupported, message);
            case "reaction" or "system" or "edit" or "revoke" or "request_welcome":
                reason = UnreadableReasons.NotReadYet;
                return null;
            case null:
                return null;
            default:
                reason = UnreadableReasons.UnknownType;
                return null;
        }
    }

    /// <summary>Content of any kind but text, kept whole beside what is read of it.</summary>
    public static MessageContent Of(MessageKind kind, JsonElement message, string? text = null, string? payload = null) => new()
    {
        Kind = kind,
        Text = text is null ? null : TextLimit.Cut(text, MessageContent.MaxTextLength),
        Payload = payload,
        Raw = CompactJson.Of(message),
    };

    private static MessageContent? Text(JsonElement message)
    {
        if (message.Member("text"u8).Member("body"u8).Text() is not { } body)
            return null;
        // The advertisement or the product that brought the contact here is part of what is said.
        return body.Length > MessageContent.MaxTextLength
            || message.Has("referral"u8)
            || message.Member("context"u8).Has("referred_product"u8)
                ? Of(MessageKind.Text, message, body)
                : MessageContent.OfText(body);
    }

    private static MessageContent? Captioned(MessageKind kind, JsonElement message, JsonElement file) =>
        Part(message, file) is null ? null : Of(kind, message, file.Member("caption"u8).Text());

    private static MessageContent? Location(JsonElement message, JsonElement place) =>
        Part(message, place) is null
            ? null
            : Of(MessageKind.Location, message, place.Member("name"u8).Text() ?? place.Member("address"u8).Text());

    private static MessageContent? Contacts(JsonElement message, JsonElement cards)
    {
        if (cards.ValueKind != JsonValueKind.Array)
            return null;
        var names = new List<string>();
        foreach (var card in cards.EnumerateArray())
            if (card.Member("name"u8).Member("formatted_name"u8).Text() is { } name)
                names.Add(name);
        return Of(MessageKind.Contacts, message, names.Count == 0 ? null : string.Join(", ", names));
    }

    private static JsonElement? Part(JsonElement message, JsonElement part) =>
        message.ValueKind == JsonValueKind.Object && part.ValueKind == JsonValueKind.Object ? part : null;
}
