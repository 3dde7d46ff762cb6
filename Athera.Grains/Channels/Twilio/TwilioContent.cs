using System.Globalization;
using System.Text;
using Athera.Messages;

namespace Athera.Channels.Twilio;

/// <summary>
/// Reads what a message says. Everything but a plain text is also kept as it came, a form: Twilio adds fields without notice, and of
/// a cart documents none.
/// </summary>
internal static class TwilioContent
{
    /// <summary>The content, or <see langword="null"/> and one of <see cref="UnreadableReasons"/>.</summary>
    public static MessageContent? Read(WebhookRequest request, TwilioForm form, out string reason)
    {
        reason = UnreadableReasons.MalformedElement;
        var content = Choice(request, form) ?? OfType(request, form, ref reason);
        if (content is null)
            return null;
        var referral = TwilioReferral.Read(form);
        var forwarded = IsTrue(form["Forwarded"u8]) || IsTrue(form["FrequentlyForwarded"u8]);
        if (referral is null && !forwarded)
            return content;
        return content with { Referral = referral, Forwarded = forwarded, Raw = content.Raw ?? Whole(request) };
    }

    private static MessageContent? OfType(WebhookRequest request, TwilioForm form, ref string reason)
    {
        var body = form["Body"u8];
        switch (form["MessageType"u8])
        {
            case null or "" or "text":
                return TwilioMedia.Read(form) is { Count: > 0 } files ? OfFiles(request, KindOf(files[0]), body, files)
                    : TwilioMedia.IsAnnounced(form) ? Of(MessageKind.Document, request, body)
                    : body is null ? null
                    : Text(request, body);
            case "image":
                return OfFiles(request, MessageKind.Image, body, TwilioMedia.Read(form));
            case "audio":
                return OfFiles(request, MessageKind.Audio, body, TwilioMedia.Read(form));
            case "voice":
                return OfFiles(request, MessageKind.Voice, body, TwilioMedia.Read(form, MessageKind.Voice));
            case "video":
                return OfFiles(request, MessageKind.Video, body, TwilioMedia.Read(form));
            case "document":
                return OfFiles(request, MessageKind.Document, body, TwilioMedia.Read(form, MessageKind.Document));
            case "sticker":
                return OfFiles(request, MessageKind.Sticker, body, TwilioMedia.Read(form, MessageKind.Sticker));
            case "contacts": // The cards are a file.
                return OfFiles(request, MessageKind.Contacts, body, TwilioMedia.Read(form));
            case "location":
                return Of(MessageKind.Location, request, First(body, form["Label"u8], form["Address"u8])) with { Place = Place(form) };
            case "order":
                return Of(MessageKind.Order, request, body);
            case "button" or "interactive" or "unsupported": // A choice whose parts are missing.
                return Of(MessageKind.Unsupported, request, body);
            case "system" or "request_welcome" or "reaction":
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

    private static MessageContent Text(WebhookRequest request, string body) =>
        body.Length > MessageContent.MaxTextLength ? Of(MessageKind.Text, request, body) : MessageContent.OfText(body);

    private static MessageContent OfFiles(WebhookRequest request, MessageKind kind, string? text, IReadOnlyList<MediaPart> files) =>
        Of(kind, request, text) with { Media = files };

    private static MessageContent Of(MessageKind kind, WebhookRequest request, string? text, string? payload = null) => new()
    {
        Kind = kind,
        Text = string.IsNullOrEmpty(text) ? null : TextLimit.Cut(text, MessageContent.MaxTextLength),
        Payload = payload,
        Raw = Whole(request),
    };

    private static string Whole(WebhookRequest request) => Encoding.UTF8.GetString(request.Body.Span);

    private static MessageKind KindOf(MediaPart file) => TwilioMedia.IsCard(file) ? MessageKind.Contacts : file.Kind;

    private static Place? Place(TwilioForm form) =>
        Degrees(form["Latitude"u8], 90) is { } latitude && Degrees(form["Longitude"u8], 180) is { } longitude
            ? new Place
            {
                Latitude = latitude,
                Longitude = longitude,
                Name = TwilioFields.Short(form["Label"u8]),
                Address = TwilioFields.Short(form["Address"u8]),
            }
            : null;

    // A point whatever the silo's own language.
    private static double? Degrees(string? text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most ? degrees : null;

    private static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private static string? First(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
            if (!string.IsNullOrEmpty(text))
                return text;
        return null;
    }
}
