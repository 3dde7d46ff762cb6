using System.Text.Json.Serialization;

namespace Athera;

/// <summary>Names a conversation: the thread of one identity on one channel account.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ConversationId")]
[JsonConverter(typeof(OpaqueIdJsonConverter<ConversationId>))]
public readonly record struct ConversationId([property: Id(0)] OpaqueId Value) : IOpaqueId<ConversationId>
{
    /// <summary>Draws a new id.</summary>
    public static ConversationId New() => new(OpaqueId.New());

    /// <inheritdoc/>
    public static ConversationId From(OpaqueId value) => new(value);

    /// <summary>Reads the text form; anything but 32 hexadecimal digits is refused.</summary>
    public static bool TryParse(string? text, out ConversationId id)
    {
        var read = OpaqueId.TryParse(text, out var value);
        id = new(value);
        return read;
    }

    /// <summary>The 32 digits.</summary>
    public override string ToString() => Value.ToString();
}
