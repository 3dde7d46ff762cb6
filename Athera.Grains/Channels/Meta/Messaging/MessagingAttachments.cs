using System.Text.Json;
using Athera.Messages;
using static Athera.Channels.Meta.Messaging.MessagingReferrals;

namespace Athera.Channels.Meta.Messaging;

/// <summary>
/// Reads <c>attachments[]</c>. Files come as signed links that are good for days at most; what was shared, and stories, are somebody
/// else's and are only pointed at: a story may not be kept once it is gone.
/// </summary>
internal static class MessagingAttachments
{
    // More than any of these channels lets somebody send at once.
    private const int MostLookedAt = 50;

    /// <summary>The content, or <see langword="null"/> if there is no list of attachments or nothing in it.</summary>
    public static MessageContent? Read(JsonElement message, string? text)
    {
        var attachments = message.Member("attachments"u8);
        if (attachments.ValueKind != JsonValueKind.Array)
            return null;
        MessageContent? content = null;
        var files = new List<MediaPart>();
        foreach (var attachment in attachments.EnumerateArray().Take(MostLookedAt))
        {
            if (FileKind(attachment) is not { } kind)
                content ??= Other(message, attachment, text);
            else if (files.Count < MediaPart.MaxParts)
                files.Add(File(kind, attachment.Member("payload"u8)));
        }
        if (files.Count > 0)
            content = MessagingContent.Of(files[0].Kind, message, text) with { Media = files };
        // What is not among the parts is not to be lost.
        var read = files.Count > 0 ? files.Count : 1;
        return content is not null && read < attachments.GetArrayLength() ? content with { Raw = CompactJson.Of(message) } : content;
    }

    private static MessageKind? FileKind(JsonElement attachment) => attachment.Member("type"u8).Text() switch
    {
        "image" when attachment.Member("payload"u8).Has("sticker_id"u8) => MessageKind.Sticker,
        "image" => MessageKind.Image,
        "video" => MessageKind.Video,
        "audio" => MessageKind.Audio,
        "file" => MessageKind.Document,
        _ => null,
    };

    private static MediaPart File(MessageKind kind, JsonElement payload) => new()
    {
        Kind = kind,
        ExternalId = Short(payload.Member("attachment_id"u8)),
        Url = Short(payload.Member("url"u8)),
        FileName = Short(payload.Member("name"u8)),
    };

    private static MessageContent Other(JsonElement message, JsonElement attachment, string? text)
    {
        var payload = attachment.Member("payload"u8);
        switch (attachment.Member("type"u8).Text())
        {
            case "share" or "post" or "ig_post":
                return Shared(message, attachment, "post", text);
            case "reel" or "ig_reel":
                return Shared(message, attachment, "reel", text);
            case "fallback": // A link that could not be shown as anything else.
                return Shared(message, attachment, "link", text);
            case "story_mention" or "ig_story":
                return MessagingContent.Of(MessageKind.StoryMention, message, text) with { Referral = ReadStory(payload) };
            case "location" when Place(payload.Member("coordinates"u8)) is { } place:
                return MessagingContent.Of(MessageKind.Location, message, text) with { Place = place };
            case "like_heart":
                return MessagingContent.Of(MessageKind.Sticker, message, text);
            case "template":
                return MessagingContent.Whole(MessageKind.Interactive, message, text ?? Title(attachment));
            default:
                return MessagingContent.Whole(MessageKind.Unsupported, message, text);
        }
    }

    private static MessageContent Shared(JsonElement message, JsonElement attachment, string source, string? text)
    {
        var payload = attachment.Member("payload"u8);
        var title = Title(attachment);
        return MessagingContent.Of(MessageKind.Share, message, text ?? title) with
        {
            Referral = new Referral
            {
                Source = source,
                SourceId = Short(payload.Member("ig_post_media_id"u8)) ?? Short(payload.Member("reel_video_id"u8)) ?? Short(payload.Member("id"u8)),
                Url = Short(payload.Member("url"u8)) ?? Short(attachment.Member("url"u8)),
                Headline = title,
            },
        };
    }

    private static string? Title(JsonElement attachment) =>
        Short(attachment.Member("payload"u8).Member("title"u8)) ?? Short(attachment.Member("title"u8));

    private static Place? Place(JsonElement coordinates) =>
        coordinates.Member("lat"u8).Degrees(90) is { } latitude && coordinates.Member("long"u8).Degrees(180) is { } longitude
            ? new Place { Latitude = latitude, Longitude = longitude }
            : null;

    private static double? Degrees(this JsonElement element, double most) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var degrees) && Math.Abs(degrees) <= most ? degrees : null;
}
