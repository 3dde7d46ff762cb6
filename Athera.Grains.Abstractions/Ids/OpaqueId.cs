using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Athera;

/// <summary>
/// 128 random bits. Every key, URL and log line of Athera names things by these, so that none of them can carry a person's
/// number, address or name to a place where no erasure will reach it.
/// </summary>
/// <remarks>
/// The bits come from the system's cryptographic generator, not from a UUID algorithm: an id is also hard to guess.
/// The text form is 32 lower-case hexadecimal digits; there is no other.
/// </remarks>
[GenerateSerializer, Immutable, Alias("Athera.OpaqueId")]
public readonly record struct OpaqueId([property: Id(0)] ulong High, [property: Id(1)] ulong Low) : IComparable<OpaqueId>
{
    /// <summary>Length of the binary form, in bytes.</summary>
    public const int Size = 16;

    /// <summary>The id that names nothing.</summary>
    public static OpaqueId None => default;

    /// <summary>Draws a new id.</summary>
    public static OpaqueId New()
    {
        Span<byte> bytes = stackalloc byte[Size];
        RandomNumberGenerator.Fill(bytes);
        return FromBytes(bytes);
    }

    /// <summary>Reads the 16-byte big-endian form.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 16 bytes were given.</exception>
    public static OpaqueId FromBytes(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>Writes the 16-byte big-endian form.</summary>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], Low);
    }

    /// <summary>The 16-byte big-endian form.</summary>
    public byte[] ToByteArray()
    {
        var bytes = new byte[Size];
        WriteTo(bytes);
        return bytes;
    }

    /// <summary>The same 128 bits as a <see cref="Guid"/>, for databases that have a 16-byte type of their own.</summary>
    public Guid ToGuid()
    {
        Span<byte> bytes = stackalloc byte[Size];
        WriteTo(bytes);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The inverse of <see cref="ToGuid"/>.</summary>
    public static OpaqueId FromGuid(Guid value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return FromBytes(bytes);
    }

    /// <summary>Reads the text form; anything but 32 hexadecimal digits is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out OpaqueId id)
    {
        id = default;
        if (text.Length != 2 * Size
            || !ulong.TryParse(text[..16], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !ulong.TryParse(text[16..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
            return false;
        id = new OpaqueId(high, low);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(OpaqueId other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => string.Create(2 * Size, this, static (span, id) =>
    {
        id.High.TryFormat(span, out _, "x16", CultureInfo.InvariantCulture);
        id.Low.TryFormat(span[16..], out _, "x16", CultureInfo.InvariantCulture);
    });
}
