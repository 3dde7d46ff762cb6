using System.Text.Json;
using System.Text.Json.Serialization;

namespace Athera.Api.Contract;

/// <summary>Writes a time as ISO 8601 in UTC. Reads any offset, but not a time without one: it would mean the server's zone.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && reader.TryGetDateTime(out var time) && time.Kind != DateTimeKind.Unspecified
        && reader.TryGetDateTimeOffset(out var value)
            ? value
            : throw new JsonException("A time is ISO 8601 with an offset, such as 2026-01-31T09:30:00Z.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
