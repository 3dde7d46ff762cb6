using Athera.Chat;
using Athera.Contacts;
using Athera.Messages;

namespace Athera.Channels.WebChat;

/// <summary>What a visitor may send, and what it becomes.</summary>
internal static class ChatRules
{
    /// <summary>What is wrong with a message, by field; empty if nothing is.</summary>
    public static IReadOnlyDictionary<string, string> Check(ChatMessage message, WebChatSettings settings)
    {
        var problems = new Dictionary<string, string>(PreChatForm.Check(settings.Form, message.Fields));
        if (!IsClientId(message.ClientMessageId))
            problems["clientMessageId"] = $"must have 1 to {ChatMessage.MaxClientMessageIdLength} letters, digits, - and _";
        if (message.Text is not { Length: <= MessageContent.MaxTextLength })
            problems["text"] = $"is longer than {MessageContent.MaxTextLength} characters";
        else if (string.IsNullOrWhiteSpace(message.Text) && message.Attachments.Count == 0)
            problems["text"] = "is empty";
        if (message.Attachments.Count > MediaPart.MaxParts)
            problems["attachments"] = $"are more than {MediaPart.MaxParts}";
        else if (message.Attachments.Count > 0 && !settings.Attachments)
            problems["attachments"] = "cannot be sent here";
        return problems;
    }

    /// <summary>The message as every channel's messages are.</summary>
    public static InboundMessage Inbound(ChatVisitor visitor, ChatMessage message, IReadOnlyList<MediaPart> files) => new()
    {
        From = [WebChatChannel.AddressOf(visitor.Visitor)],
        Name = message.Fields.GetValueOrDefault(PreChatForm.NameField) is { Length: > 0 } name ? name : null,
        ExternalId = VisitorTranscript.ExternalId(visitor.Visitor, message.ClientMessageId),
        // A visitor's clock proves nothing: the time of receipt counts.
        SentAt = null,
        Content = new MessageContent
        {
            Kind = files.Count > 0 ? files[0].Kind : MessageKind.Text,
            Text = string.IsNullOrWhiteSpace(message.Text) ? null : message.Text,
            Media = files,
        },
    };

    /// <summary>What a visitor's words add to what is known of the contact, or <see langword="null"/> if nothing.</summary>
    public static ChangeContact? Introduction(ContactView known, IReadOnlyDictionary<string, string> fields)
    {
        var name = fields.GetValueOrDefault(PreChatForm.NameField) is { Length: > 0 } given && string.IsNullOrEmpty(known.Name) ? given : null;
        var attributes = fields
            .Where(field => field.Key != PreChatForm.NameField && field.Value.Length > 0 && !known.Attributes.ContainsKey(field.Key))
            .ToDictionary(field => field.Key, field => field.Value);
        return name is null && attributes.Count == 0 ? null : new ChangeContact(name, attributes);
    }

    private static bool IsClientId(string? text) =>
        text is { Length: > 0 and <= ChatMessage.MaxClientMessageIdLength }
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
