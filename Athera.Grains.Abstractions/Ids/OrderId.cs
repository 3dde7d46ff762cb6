using System.Text.Json.Serialization;

namespace Athera;

/// <summary>Names an order of a tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.OrderId")]
[JsonConverter(typeof(OpaqueIdJsonConverter<OrderId>))]
public readonly record struct OrderId([property: Id(0)] OpaqueId Value) : IOpaqueId<OrderId>
{
    /// <summary>Draws a new id.</summary>
    public static OrderId New() => new(OpaqueId.New());

    /// <inheritdoc/>
    public static OrderId From(OpaqueId value) => new(value);

    /// <summary>Reads the text form; anything but 32 hexadecimal digits is refused.</summary>
    public static bool TryParse(string? text, out OrderId id)
    {
        var read = OpaqueId.TryParse(text, out var value);
        id = new(value);
        return read;
    }

    /// <summary>The 32 digits.</summary>
    public override string ToString() => Value.ToString();
}
