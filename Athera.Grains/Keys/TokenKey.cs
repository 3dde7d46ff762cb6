using System.Security.Cryptography;

namespace Athera.Keys;

/// <summary>Signs what is given out and has to be believed when it comes back: HMAC-SHA256, whole.</summary>
internal sealed class TokenKey
{
    /// <summary>Length of a signature, in bytes.</summary>
    public const int SignatureSize = HMACSHA256.HashSizeInBytes;

    private readonly byte[] _key;

    /// <summary>Takes a key into use. The bytes given are not kept.</summary>
    /// <param name="key">32 bytes.</param>
    public TokenKey(ReadOnlySpan<byte> key) => _key = key.ToArray();

    /// <summary>Signs.</summary>
    public void Sign(ReadOnlySpan<byte> text, Span<byte> signature) => HMACSHA256.HashData(_key, text, signature);

    /// <summary>Whether this key signed it, found out in fixed time.</summary>
    public bool Signed(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        Span<byte> right = stackalloc byte[SignatureSize];
        Sign(text, right);
        return CryptographicOperations.FixedTimeEquals(right, signature);
    }
}
