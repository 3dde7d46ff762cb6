using System.Security.Cryptography;
using System.Text;
using Athera.Journal;

namespace Athera.Keys;

/// <summary>
/// Turns what must be found again but not stored (a phone number, a provider's message id) into a keyed hash: HMAC-SHA256, cut
/// to 128 bits. Phone numbers are few enough to try them all, so a hash without a key would hide nothing.
/// </summary>
public sealed class LookupKey
{
    private readonly byte[] _key;

    /// <summary>Takes a key into use.</summary>
    /// <param name="key">32 bytes, kept.</param>
    public LookupKey(byte[] key) => _key = key;

    /// <summary>Hashes parts under a use. Each part is preceded by its length, so that no two lists of parts look alike.</summary>
    /// <param name="use">What is looked up, such as <c>message</c>; keeps uses apart.</param>
    /// <param name="parts">What identifies it, at most 4 KB together.</param>
    public ClaimKey Hash(string use, params ReadOnlySpan<string> parts)
    {
        var size = 4 + Encoding.UTF8.GetMaxByteCount(use.Length);
        foreach (var part in parts)
            size += 4 + Encoding.UTF8.GetMaxByteCount(part.Length);
        Span<byte> text = size <= 1024 ? stackalloc byte[size] : new byte[size];
        var length = Write(use, text);
        foreach (var part in parts)
            length += Write(part, text[length..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, text[..length], hash);
        return new ClaimKey(OpaqueId.FromBytes(hash));
    }

    private static int Write(string part, Span<byte> destination)
    {
        var length = Encoding.UTF8.GetBytes(part, destination[4..]);
        BitConverter.TryWriteBytes(destination, length);
        return 4 + length;
    }
}
