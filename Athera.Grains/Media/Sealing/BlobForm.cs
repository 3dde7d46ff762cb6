using System.Buffers.Binary;
using System.Security.Cryptography;
using Athera.Keys;
using Athera.Media.Blobs;

namespace Athera.Media.Sealing;

/// <summary>
/// How a file is sealed, piece by piece, so that it need not be in memory as a whole and may be read from the middle. A key of its own
/// is drawn for each file and stands at its head, sealed under the key of whoever it belongs to: when that is destroyed, so is the file.
/// </summary>
/// <remarks>
/// Form: version (1 byte, now 1), the file's key as a piece of <see cref="SubjectKey"/> (77), then chunks of 64 KiB plain text, the last
/// one shorter or full, each followed by its tag (16). AES-256-GCM; the nonce is the chunk's number (11 bytes, big-endian) and whether it
/// is the last (1 byte): the STREAM construction, so that chunks left out, added, exchanged or cut off do not open. A file's key seals
/// one file once, so no nonce comes twice. Authenticated with every chunk: tenant, subject, blob and version.
/// </remarks>
internal sealed class BlobForm : IDisposable
{
    /// <summary>Bytes of plain text in a chunk.</summary>
    public const int ChunkSize = 64 * 1024;

    /// <summary>Bytes of a sealed chunk.</summary>
    public const int SealedChunkSize = ChunkSize + TagSize;

    /// <summary>Bytes before the first chunk.</summary>
    public const int HeaderSize = 1 + PieceSize;

    private const byte FormVersion = 1;
    private const int KeySize = 32, NonceSize = 12, TagSize = 16;
    private const int PieceSize = 1 + OpaqueId.Size + NonceSize + TagSize + KeySize;
    private const int AssociatedSize = (3 * OpaqueId.Size) + 1;

    private readonly AesGcm _aes;
    private readonly byte[] _associated = new byte[AssociatedSize];

    private BlobForm(BlobName name, ReadOnlySpan<byte> key)
    {
        _aes = new AesGcm(key, TagSize);
        name.Tenant.Value.WriteTo(_associated);
        name.Subject.WriteTo(_associated.AsSpan(OpaqueId.Size));
        name.Id.WriteTo(_associated.AsSpan(2 * OpaqueId.Size));
        _associated[^1] = FormVersion;
    }

    /// <summary>Draws a file's key and writes the head.</summary>
    public static BlobForm Create(BlobName name, SubjectKey subject, Span<byte> header)
    {
        Span<byte> key = stackalloc byte[KeySize];
        RandomNumberGenerator.Fill(key);
        header[0] = FormVersion;
        subject.Seal(key, Context(name)).CopyTo(header[1..]);
        var form = new BlobForm(name, key);
        CryptographicOperations.ZeroMemory(key);
        return form;
    }

    /// <summary>Opens a file's key.</summary>
    /// <exception cref="CryptographicException">It is no sealed file, belongs elsewhere, or is another subject's.</exception>
    public static BlobForm Open(BlobName name, SubjectKey subject, ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderSize || header[0] != FormVersion)
            throw new CryptographicException("Not a sealed file of a known form.");
        var key = subject.Open(header.Slice(1, PieceSize), Context(name));
        var form = new BlobForm(name, key);
        CryptographicOperations.ZeroMemory(key);
        return form;
    }

    /// <summary>The bytes of plain text in a sealed file of this size.</summary>
    /// <exception cref="CryptographicException">No sealed file has this size.</exception>
    public static long PlainSize(long sealedSize)
    {
        var chunks = sealedSize - HeaderSize;
        var (full, rest) = Math.DivRem(chunks, SealedChunkSize);
        if (chunks < TagSize || rest is > 0 and < TagSize || (rest == TagSize && full > 0))
            throw new CryptographicException("No sealed file has this size.");
        return (full * ChunkSize) + (rest > 0 ? rest - TagSize : 0);
    }

    /// <summary>Seals a chunk. The target takes the chunk and its tag.</summary>
    public void Seal(long number, bool last, ReadOnlySpan<byte> plain, Span<byte> target)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        WriteNonce(nonce, number, last);
        _aes.Encrypt(nonce, plain, target[..plain.Length], target.Slice(plain.Length, TagSize), _associated);
    }

    /// <summary>Opens a chunk with its tag.</summary>
    /// <exception cref="CryptographicException">It was changed, or is not the chunk of this number.</exception>
    public void Open(long number, bool last, ReadOnlySpan<byte> chunk, Span<byte> plain)
    {
        if (chunk.Length < TagSize)
            throw new CryptographicException("A sealed file was cut off.");
        Span<byte> nonce = stackalloc byte[NonceSize];
        WriteNonce(nonce, number, last);
        _aes.Decrypt(nonce, chunk[..^TagSize], chunk[^TagSize..], plain[..(chunk.Length - TagSize)], _associated);
    }

    /// <inheritdoc/>
    public void Dispose() => _aes.Dispose();

    private static void WriteNonce(Span<byte> nonce, long number, bool last)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[3..], number);
        nonce[^1] = last ? (byte)1 : (byte)0;
    }

    private static SealContext Context(BlobName name) => new(name.Tenant, name.Id, 0, SealPurpose.BlobKey);
}
