using System.Text.Json.Serialization;

namespace Athera;

/// <summary>Names a template of a channel account.</summary>
[GenerateSerializer, Immutable, Alias("Athera.TemplateId")]
[JsonConverter(typeof(OpaqueIdJsonConverter<TemplateId>))]
public readonly record struct TemplateId([property: Id(0)] OpaqueId Value) : IOpaqueId<TemplateId>
{
    /// <summary>Draws a new id.</summary>
    public static TemplateId New() => new(OpaqueId.New());

    /// <inheritdoc/>
    public static TemplateId From(OpaqueId value) => new(value);

    /// <summary>Reads the text form; anything but 32 hexadecimal digits is refused.</summary>
    public static bool TryParse(string? text, out TemplateId id)
    {
        var read = OpaqueId.TryParse(text, out var value);
        id = new(value);
        return read;
    }

    /// <summary>The 32 digits.</summary>
    public override string ToString() => Value.ToString();
}
