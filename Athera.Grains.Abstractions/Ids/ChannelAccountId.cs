using System.Text.Json.Serialization;

namespace Athera;

/// <summary>Names a channel account: a number, page or widget of a tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ChannelAccountId")]
[JsonConverter(typeof(OpaqueIdJsonConverter<ChannelAccountId>))]
public readonly record struct ChannelAccountId([property: Id(0)] OpaqueId Value) : IOpaqueId<ChannelAccountId>
{
    /// <summary>Draws a new id.</summary>
    public static ChannelAccountId New() => new(OpaqueId.New());

    /// <inheritdoc/>
    public static ChannelAccountId From(OpaqueId value) => new(value);

    /// <summary>Reads the text form; anything but 32 hexadecimal digits is refused.</summary>
    public static bool TryParse(string? text, out ChannelAccountId id)
    {
        var read = OpaqueId.TryParse(text, out var value);
        id = new(value);
        return read;
    }

    /// <summary>The 32 digits.</summary>
    public override string ToString() => Value.ToString();
}
