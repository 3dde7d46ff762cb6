using System.Text.Json.Serialization;

namespace Athera;

/// <summary>Names a signed webhook that could not be read.</summary>
[GenerateSerializer, Immutable, Alias("Athera.QuarantineId")]
[JsonConverter(typeof(OpaqueIdJsonConverter<QuarantineId>))]
public readonly record struct QuarantineId([property: Id(0)] OpaqueId Value) : IOpaqueId<QuarantineId>
{
    /// <summary>Draws a new id.</summary>
    public static QuarantineId New() => new(OpaqueId.New());

    /// <inheritdoc/>
    public static QuarantineId From(OpaqueId value) => new(value);

    /// <summary>Reads the text form; anything but 32 hexadecimal digits is refused.</summary>
    public static bool TryParse(string? text, out QuarantineId id)
    {
        var read = OpaqueId.TryParse(text, out var value);
        id = new(value);
        return read;
    }

    /// <summary>The 32 digits.</summary>
    public override string ToString() => Value.ToString();
}
