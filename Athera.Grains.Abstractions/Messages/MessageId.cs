using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Athera.Messages;

/// <summary>
/// Names a message by its place: the conversation and the journal sequence that recorded it. A provider that gives our id back
/// (an opaque callback value, a status query) therefore tells where the message lives, with no lookup and even before the
/// answer to our send arrived.
/// </summary>
/// <remarks>Text form: <c>{conversation}-{sequence}</c>. It is as hard to guess as the conversation's id.</remarks>
[GenerateSerializer, Immutable, Alias("Athera.MessageId")]
[JsonConverter(typeof(JsonForm))]
public readonly record struct MessageId(
    [property: Id(0)] ConversationId Conversation,
    [property: Id(1)] long Sequence)
{
    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string? text, out MessageId id)
    {
        id = default;
        var dash = text?.IndexOf('-') ?? -1;
        if (dash < 0
            || !OpaqueId.TryParse(text.AsSpan(0, dash), out var conversation)
            || !long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || sequence <= 0)
            return false;
        id = new MessageId(new ConversationId(conversation), sequence);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Conversation}-{Sequence}");

    /// <summary>Writes the text form; generated serializers of other projects need to see it.</summary>
    public sealed class JsonForm : JsonConverter<MessageId>
    {
        /// <inheritdoc/>
        public override MessageId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var id)
                ? id
                : throw new JsonException("A message id is a conversation id, a dash and a sequence.");

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, MessageId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
