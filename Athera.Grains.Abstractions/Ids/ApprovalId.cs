using System.Text.Json.Serialization;

namespace Athera;

/// <summary>Names a question to a person whether an agent may do something.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ApprovalId")]
[JsonConverter(typeof(OpaqueIdJsonConverter<ApprovalId>))]
public readonly record struct ApprovalId([property: Id(0)] OpaqueId Value) : IOpaqueId<ApprovalId>
{
    /// <summary>Draws a new id.</summary>
    public static ApprovalId New() => new(OpaqueId.New());

    /// <inheritdoc/>
    public static ApprovalId From(OpaqueId value) => new(value);

    /// <summary>Reads the text form; anything but 32 hexadecimal digits is refused.</summary>
    public static bool TryParse(string? text, out ApprovalId id)
    {
        var read = OpaqueId.TryParse(text, out var value);
        id = new(value);
        return read;
    }

    /// <summary>The 32 digits.</summary>
    public override string ToString() => Value.ToString();
}
