using System.Text.Json.Serialization;

namespace Athera;

/// <summary>Names a contact: a customer of a tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ContactId")]
[JsonConverter(typeof(OpaqueIdJsonConverter<ContactId>))]
public readonly record struct ContactId([property: Id(0)] OpaqueId Value) : IOpaqueId<ContactId>
{
    /// <summary>Draws a new id.</summary>
    public static ContactId New() => new(OpaqueId.New());

    /// <inheritdoc/>
    public static ContactId From(OpaqueId value) => new(value);

    /// <summary>Reads the text form; anything but 32 hexadecimal digits is refused.</summary>
    public static bool TryParse(string? text, out ContactId id)
    {
        var read = OpaqueId.TryParse(text, out var value);
        id = new(value);
        return read;
    }

    /// <summary>The 32 digits.</summary>
    public override string ToString() => Value.ToString();
}
