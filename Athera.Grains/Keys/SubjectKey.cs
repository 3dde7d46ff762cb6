using System.Security.Cryptography;

namespace Athera.Keys;

/// <summary>
/// An unwrapped data key: AES-256 in Galois/counter mode. A sealed piece says whose key opens it, so a reader needs nothing
/// but the piece and where it stood.
/// </summary>
/// <remarks>
/// Form: version (1 byte, now 1), subject (16), nonce (12), tag (16), ciphertext. The nonce is random; a contact's key seals far
/// fewer than the 2^32 pieces up to which that is safe (NIST SP 800-38D, 8.3).
/// </remarks>
public sealed class SubjectKey : IDisposable
{
    private const byte FormVersion = 1;
    private const int NonceSize = 12, TagSize = 16;
    private const int Overhead = 1 + OpaqueId.Size + NonceSize + TagSize;

    private readonly AesGcm _aes;
    private readonly Lock _turn = new();

    /// <summary>Takes a key into use. The bytes given are not kept.</summary>
    /// <param name="subject">Whose key it is.</param>
    /// <param name="key">32 bytes.</param>
    public SubjectKey(OpaqueId subject, ReadOnlySpan<byte> key)
    {
        Subject = subject;
        _aes = new AesGcm(key, TagSize);
    }

    /// <summary>Whose key it is.</summary>
    public OpaqueId Subject { get; }

    /// <summary>Whose key opens a sealed piece.</summary>
    /// <exception cref="CryptographicException">It is not a sealed piece.</exception>
    public static OpaqueId SubjectOf(ReadOnlySpan<byte> piece) =>
        piece.Length >= Overhead && piece[0] == FormVersion
            ? OpaqueId.FromBytes(piece[1..])
            : throw new CryptographicException("Not a sealed piece of a known form.");

    /// <summary>Encrypts.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, in SealContext context)
    {
        var piece = new byte[Overhead + plain.Length];
        var nonce = piece.AsSpan(1 + OpaqueId.Size, NonceSize);
        var tag = piece.AsSpan(1 + OpaqueId.Size + NonceSize, TagSize);
        var cipher = piece.AsSpan(Overhead);
        piece[0] = FormVersion;
        Subject.WriteTo(piece.AsSpan(1));
        RandomNumberGenerator.Fill(nonce);
        Span<byte> associated = stackalloc byte[SealContext.Size];
        context.WriteTo(associated);
        lock (_turn) // One OpenSSL context per key is not safe for two threads at once.
            _aes.Encrypt(nonce, plain, cipher, tag, associated);
        return piece;
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="CryptographicException">The piece was changed, belongs elsewhere, or is another subject's.</exception>
    public byte[] Open(ReadOnlySpan<byte> piece, in SealContext context)
    {
        if (SubjectOf(piece) != Subject)
            throw new CryptographicException("Sealed under another subject's key.");
        var plain = new byte[piece.Length - Overhead];
        Span<byte> associated = stackalloc byte[SealContext.Size];
        context.WriteTo(associated);
        var nonce = piece.Slice(1 + OpaqueId.Size, NonceSize);
        var tag = piece.Slice(1 + OpaqueId.Size + NonceSize, TagSize);
        lock (_turn)
            _aes.Decrypt(nonce, piece[Overhead..], tag, plain, associated);
        return plain;
    }

    /// <inheritdoc/>
    public void Dispose() => _aes.Dispose();
}
