using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Meta.Messaging;

/// <summary>Reads what brought a contact here.</summary>
internal static class MessagingReferrals
{
    /// <summary>An advertisement, a product of a shop, or a link with what the tenant put into it.</summary>
    public static Referral? Read(JsonElement referral)
    {
        if (referral.ValueKind != JsonValueKind.Object)
            return null;
        var product = Short(referral.Member("product"u8).Member("id"u8));
        var ad = Short(referral.Member("ad_id"u8));
        var context = referral.Member("ads_context_data"u8);
        return new Referral
        {
            Source = product is not null ? "product" : ad is not null ? "ad" : Short(referral.Member("source"u8))?.ToLowerInvariant() ?? "link",
            SourceId = product ?? ad,
            Url = Short(referral.Member("referer_uri"u8)) ?? Short(context.Member("video_url"u8)) ?? Short(context.Member("photo_url"u8)),
            Headline = Short(context.Member("ad_title"u8)),
            Reference = Short(referral.Member("ref"u8)),
        };
    }

    /// <summary>The story a message answers. Its link is dead within a day.</summary>
    public static Referral? ReadStory(JsonElement story) => story.ValueKind == JsonValueKind.Object
        ? new Referral { Source = "story", SourceId = Short(story.Member("id"u8)), Url = Short(story.Member("url"u8)) }
        : null;

    /// <summary>A text or a number of a length that is worth keeping.</summary>
    public static string? Short(JsonElement element) =>
        (element.ValueKind == JsonValueKind.Number ? element.Id() : element.Text()) is { Length: > 0 and <= MediaPart.MaxLength } text
            ? text
            : null;
}
