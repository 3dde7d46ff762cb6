using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Reads what brought the contact here. The pictures of an advertisement are not taken over: they are the tenant's own.</summary>
internal static class WhatsAppReferral
{
    private const int LongestText = 1000, LongestKind = 32;

    /// <summary>The referral, or <see langword="null"/> if there is none.</summary>
    /// <param name="referral">Of an advertisement or a post, on the first message.</param>
    /// <param name="product">Of a product of the catalogue that the contact asks about.</param>
    public static Referral? Read(JsonElement referral, JsonElement product)
    {
        if (referral.ValueKind == JsonValueKind.Object)
        {
            return new Referral
            {
                Source = referral.Member("source_type"u8).Clipped(LongestKind) ?? "unknown",
                SourceId = referral.Member("source_id"u8).Id(),
                Url = referral.Member("source_url"u8).Text() is { Length: <= MediaPart.MaxLength } url ? url : null,
                Headline = referral.Member("headline"u8).Clipped(LongestText),
                Text = referral.Member("body"u8).Clipped(LongestText),
                Reference = referral.Member("ctwa_clid"u8).Id(),
            };
        }
        return product.ValueKind != JsonValueKind.Object ? null : new Referral
        {
            Source = "product",
            SourceId = product.Member("product_retailer_id"u8).Id(),
            Reference = product.Member("catalog_id"u8).Id(),
        };
    }
}
