using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Reads a place.</summary>
internal static class WhatsAppPlace
{
    private const int LongestName = 1000;

    /// <summary>The content, or <see langword="null"/> if there is no place. One that is nowhere on Earth is kept as it came.</summary>
    public static MessageContent? Read(JsonElement message, JsonElement place)
    {
        if (place.ValueKind != JsonValueKind.Object)
            return null;
        var (name, address) = (place.Member("name"u8).Clipped(LongestName), place.Member("address"u8).Clipped(LongestName));
        if (Degrees(place.Member("latitude"u8), 90) is not { } latitude || Degrees(place.Member("longitude"u8), 180) is not { } longitude)
            return WhatsAppContent.Whole(MessageKind.Location, message, name ?? address);
        return WhatsAppContent.Of(MessageKind.Location, name ?? address) with
        {
            Place = new Place
            {
                Latitude = latitude,
                Longitude = longitude,
                Name = name,
                Address = address,
                Url = place.Member("url"u8).Text() is { Length: <= MediaPart.MaxLength } url ? url : null,
            },
        };
    }

    private static double? Degrees(JsonElement element, double most) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var degrees) && Math.Abs(degrees) <= most ? degrees : null;
}
