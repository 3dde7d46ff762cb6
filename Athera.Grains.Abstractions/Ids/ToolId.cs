using System.Text.Json.Serialization;

namespace Athera;

/// <summary>Names a tool that a tenant has added.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ToolId")]
[JsonConverter(typeof(OpaqueIdJsonConverter<ToolId>))]
public readonly record struct ToolId([property: Id(0)] OpaqueId Value) : IOpaqueId<ToolId>
{
    /// <summary>Draws a new id.</summary>
    public static ToolId New() => new(OpaqueId.New());

    /// <inheritdoc/>
    public static ToolId From(OpaqueId value) => new(value);

    /// <summary>Reads the text form; anything but 32 hexadecimal digits is refused.</summary>
    public static bool TryParse(string? text, out ToolId id)
    {
        var read = OpaqueId.TryParse(text, out var value);
        id = new(value);
        return read;
    }

    /// <summary>The 32 digits.</summary>
    public override string ToString() => Value.ToString();
}
