using System.Text.Json.Serialization;

namespace Athera;

/// <summary>Names a file that was uploaded to be sent.</summary>
[GenerateSerializer, Immutable, Alias("Athera.UploadId")]
[JsonConverter(typeof(OpaqueIdJsonConverter<UploadId>))]
public readonly record struct UploadId([property: Id(0)] OpaqueId Value) : IOpaqueId<UploadId>
{
    /// <summary>Draws a new id.</summary>
    public static UploadId New() => new(OpaqueId.New());

    /// <inheritdoc/>
    public static UploadId From(OpaqueId value) => new(value);

    /// <summary>Reads the text form; anything but 32 hexadecimal digits is refused.</summary>
    public static bool TryParse(string? text, out UploadId id)
    {
        var read = OpaqueId.TryParse(text, out var value);
        id = new(value);
        return read;
    }

    /// <summary>The 32 digits.</summary>
    public override string ToString() => Value.ToString();
}
