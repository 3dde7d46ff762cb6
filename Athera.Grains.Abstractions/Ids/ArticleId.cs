using System.Text.Json.Serialization;

namespace Athera;

/// <summary>Names an article of a tenant's knowledge.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ArticleId")]
[JsonConverter(typeof(OpaqueIdJsonConverter<ArticleId>))]
public readonly record struct ArticleId([property: Id(0)] OpaqueId Value) : IOpaqueId<ArticleId>
{
    /// <summary>Draws a new id.</summary>
    public static ArticleId New() => new(OpaqueId.New());

    /// <inheritdoc/>
    public static ArticleId From(OpaqueId value) => new(value);

    /// <summary>Reads the text form; anything but 32 hexadecimal digits is refused.</summary>
    public static bool TryParse(string? text, out ArticleId id)
    {
        var read = OpaqueId.TryParse(text, out var value);
        id = new(value);
        return read;
    }

    /// <summary>The 32 digits.</summary>
    public override string ToString() => Value.ToString();
}
