using System.Text.Json;
using System.Text.Json.Serialization;

namespace Athera;

/// <summary>Writes a kind of id as its 32 digits; anything else on reading is a <see cref="JsonException"/>.</summary>
/// <typeparam name="TId">The kind of id.</typeparam>
public sealed class OpaqueIdJsonConverter<TId> : JsonConverter<TId> where TId : struct, IOpaqueId<TId>
{
    /// <inheritdoc/>
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && OpaqueId.TryParse(reader.GetString(), out var id)
            ? TId.From(id)
            : throw new JsonException("An id is 32 hexadecimal digits.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value.ToString());
}
