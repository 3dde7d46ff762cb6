using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Meta.Messaging;

/// <summary>Reads what a message says. One of which a part is not read, or had to be cut, is also kept as it came.</summary>
internal static class MessagingContent
{
    /// <summary>The content, or <see langword="null"/> if a part that should say it is of the wrong type.</summary>
    public static MessageContent? Read(JsonElement message)
    {
        if (message.Member("is_unsupported"u8).ValueKind == JsonValueKind.True)
            return Whole(MessageKind.Unsupported, message);
        var text = message.Member("text"u8).Text();
        var content = Choice(message, text) ?? MessagingAttachments.Read(message, text) ?? Text(message, text);
        return content is null ? null : InContext(message, content);
    }

    /// <summary>Content of which everything is read, unless it had to be cut.</summary>
    public static MessageContent Of(MessageKind kind, JsonElement message, string? text = null) =>
        text?.Length > MessageContent.MaxTextLength ? Whole(kind, message, text) : new MessageContent { Kind = kind, Text = text };

    /// <summary>Content kept whole beside what is read of it.</summary>
    public static MessageContent Whole(MessageKind kind, JsonElement message, string? text = null) => new()
    {
        Kind = kind,
        Text = text is null ? null : TextLimit.Cut(text, MessageContent.MaxTextLength),
        Raw = CompactJson.Of(message),
    };

    private static MessageContent? Choice(JsonElement message, string? text) =>
        message.Member("quick_reply"u8).Member("payload"u8).Text() is { } payload
            ? Of(MessageKind.ButtonReply, message, text) with { Payload = payload }
            : null;

    private static MessageContent? Text(JsonElement message, string? text) =>
        text is not null ? Of(MessageKind.Text, message, text)
        // Something of a kind these channels gained since: a person should see that it came.
        : message.Has("text"u8) || message.Has("attachments"u8) || message.Has("quick_reply"u8) ? null
        : Whole(MessageKind.Unsupported, message);

    // The advertisement, the product or the story a message answers is part of what it says.
    private static MessageContent InContext(JsonElement message, MessageContent content)
    {
        var referral = MessagingReferrals.Read(message.Member("referral"u8))
            ?? MessagingReferrals.ReadStory(message.Member("reply_to"u8).Member("story"u8));
        return referral is null ? content : content with { Referral = referral };
    }
}
