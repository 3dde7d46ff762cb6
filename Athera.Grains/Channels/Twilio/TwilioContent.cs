using System.Text;
using Athera.Messages;

namespace Athera.Channels.Twilio;

/// <summary>
/// Reads what a message says. Everything but a plain text is also kept as it came, a form, since it has parts that are read later.
/// </summary>
internal static class TwilioContent
{
    /// <summary>The content, or <see langword="null"/> and one of <see cref="UnreadableReasons"/>.</summary>
    public static MessageContent? Read(WebhookRequest request, TwilioForm form, out string reason)
    {
        reason = UnreadableReasons.MalformedElement;
        var body = form["Body"u8];
        if (Choice(request, form) is { } choice)
            return choice;
        switch (form["MessageType"u8])
        {
            case null or "" or "text":
                return HasMedia(form) ? Of(KindOfMedia(form), request, body) : body is null ? null : Text(request, form, body);
            case "image":
                return Of(MessageKind.Image, request, body);
            case "audio":
                return Of(MessageKind.Audio, request, body);
            case "voice":
                return Of(MessageKind.Voice, request, body);
            case "video":
                return Of(MessageKind.Video, request, body);
            case "document":
                return Of(MessageKind.Document, request, body);
            case "sticker":
                return Of(MessageKind.Sticker, request, body);
            case "contacts":
                return Of(MessageKind.Contacts, request, body);
            case "location":
                return Of(MessageKind.Location, request, First(body, form["Label"u8], form["Address"u8]));
            case "order":
                return Of(MessageKind.Order, request, body);
            case "button" or "interactive" or "unsupported": // A choice whose parts are missing.
                return Of(MessageKind.Unsupported, request, body);
            case "reaction" or "system" or "request_welcome":
                reason = UnreadableReasons.NotReadYet;
                return null;
            default:
                reason = UnreadableReasons.UnknownType;
                return null;
        }
    }

    // What was chosen is told by the fields that are there; the type is "button" or "interactive" for several of them.
    private static MessageContent? Choice(WebhookRequest request, TwilioForm form)
    {
        var body = form["Body"u8];
        if (First(form["ButtonPayload"u8], form["ButtonText"u8]) is not null)
            return Of(MessageKind.ButtonReply, request, First(form["ButtonText"u8], body), form["ButtonPayload"u8]);
        if (form["ListId"u8] is { Length: > 0 } row)
            return Of(MessageKind.ListReply, request, First(form["ListTitle"u8], body), row);
        return First(form["InteractiveData"u8], form["FlowData"u8]) is { } answers
            ? Of(MessageKind.FormReply, request, body, answers)
            : null;
    }

    private static MessageContent Text(WebhookRequest request, TwilioForm form, string body) =>
        // The advertisement that brought the contact here is part of what is said.
        body.Length > MessageContent.MaxTextLength || !string.IsNullOrEmpty(form["ReferralSourceId"u8])
            ? Of(MessageKind.Text, request, body)
            : MessageContent.OfText(body);

    private static MessageContent Of(MessageKind kind, WebhookRequest request, string? text, string? payload = null) => new()
    {
        Kind = kind,
        Text = string.IsNullOrEmpty(text) ? null : TextLimit.Cut(text, MessageContent.MaxTextLength),
        Payload = payload,
        Raw = Encoding.UTF8.GetString(request.Body.Span),
    };

    private static bool HasMedia(TwilioForm form) =>
        form["MediaUrl0"u8] is { Length: > 0 } || form["NumMedia"u8] is { Length: > 0 } and not "0";

    private static MessageKind KindOfMedia(TwilioForm form) => form["MediaContentType0"u8] switch
    {
        { } type when type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) => MessageKind.Image,
        { } type when type.StartsWith("video/", StringComparison.OrdinalIgnoreCase) => MessageKind.Video,
        { } type when type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) => MessageKind.Audio,
        { } type when type.StartsWith("text/vcard", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("text/x-vcard", StringComparison.OrdinalIgnoreCase) => MessageKind.Contacts,
        _ => MessageKind.Document,
    };

    private static string? First(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
            if (!string.IsNullOrEmpty(text))
                return text;
        return null;
    }
}
