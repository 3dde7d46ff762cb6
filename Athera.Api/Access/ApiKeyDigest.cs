using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Athera.Api.Access;

/// <summary>SHA-256 of an API key: what this process remembers instead of the key.</summary>
internal readonly record struct ApiKeyDigest(UInt128 High, UInt128 Low)
{
    public static ApiKeyDigest Of(string apiKey)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(apiKey), digest);
        return new(BinaryPrimitives.ReadUInt128BigEndian(digest), BinaryPrimitives.ReadUInt128BigEndian(digest[16..]));
    }

    /// <summary>
    /// A name for the key that can be written beside what was done with it. 64 of the digest's bits tell keys apart and give none away.
    /// </summary>
    public string UserName => string.Create(CultureInfo.InvariantCulture, $"api-key:{(ulong)(High >> 64):x16}");
}
