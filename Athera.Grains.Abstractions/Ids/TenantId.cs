using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Athera;

/// <summary>Names a tenant: a business that uses Athera.</summary>
[GenerateSerializer, Immutable, Alias("Athera.TenantId")]
[JsonConverter(typeof(OpaqueIdJsonConverter<TenantId>))]
public readonly record struct TenantId([property: Id(0)] OpaqueId Value) : IOpaqueId<TenantId>
{
    /// <summary>Athera itself: owner of what belongs to no business, such as a webhook for an account nobody has connected.</summary>
    public static TenantId Platform => default;

    /// <summary>Draws a new id.</summary>
    public static TenantId New() => new(OpaqueId.New());

    /// <inheritdoc/>
    public static TenantId From(OpaqueId value) => new(value);

    /// <summary>Reads the text form; anything but 32 hexadecimal digits is refused.</summary>
    public static bool TryParse(string? text, out TenantId id)
    {
        var read = OpaqueId.TryParse(text, out var value);
        id = new(value);
        return read;
    }

    /// <summary>
    /// The id of something every tenant has one of: it follows from the tenant's, so that it needs no write to exist and no lookup to be found.
    /// </summary>
    /// <param name="what">What it is, at most 32 bytes. Part of what is stored: never to be changed.</param>
    public OpaqueId IdOf(ReadOnlySpan<byte> what)
    {
        Span<byte> text = stackalloc byte[OpaqueId.Size + what.Length];
        Value.WriteTo(text);
        what.CopyTo(text[OpaqueId.Size..]);
        return OpaqueId.FromBytes(SHA256.HashData(text));
    }

    /// <summary>The 32 digits.</summary>
    public override string ToString() => Value.ToString();
}
