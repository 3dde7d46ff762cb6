using System.Security.Cryptography;

namespace Athera.Keys;

/// <summary>
/// Encrypts keys under the key above them: AES-256-GCM with a wrapping key derived from that key. What was wrapped for one subject
/// does not open as another's, so rows cannot be exchanged in the database.
/// </summary>
/// <remarks>
/// Form: version (1 byte, now 1), nonce (12), tag (16), ciphertext (32). Authenticated with it: <c>athera-key</c>, version, tenant,
/// subject. The nonce is random, so one key may wrap up to 2^32 others (NIST SP 800-38D, 8.3).
/// </remarks>
internal sealed class KeyWrapping : IDisposable
{
    private const byte FormVersion = 1;
    private const int NonceSize = 12, TagSize = 16;
    private const int Overhead = 1 + NonceSize + TagSize;

    private readonly AesGcm _aes;
    private readonly Lock _turn = new();

    /// <summary>Derives the wrapping key.</summary>
    /// <param name="above">The key above; not kept.</param>
    public KeyWrapping(ReadOnlySpan<byte> above)
    {
        Span<byte> wrapping = stackalloc byte[KeyDerivation.KeySize];
        KeyDerivation.Derive(above, KeyDerivation.Wrap, wrapping);
        _aes = new AesGcm(wrapping, TagSize);
        CryptographicOperations.ZeroMemory(wrapping);
    }

    private static ReadOnlySpan<byte> Label => "athera-key"u8;

    private static int AssociatedSize => Label.Length + 1 + (2 * OpaqueId.Size);

    /// <summary>Draws a key and gives it out wrapped only: it comes into use by being read back from the database.</summary>
    public WrappedKey WrapNew(TenantId tenant, OpaqueId subject)
    {
        Span<byte> key = stackalloc byte[KeyDerivation.KeySize];
        RandomNumberGenerator.Fill(key);
        var wrapped = new byte[Overhead + key.Length];
        wrapped[0] = FormVersion;
        var nonce = wrapped.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        Span<byte> associated = stackalloc byte[AssociatedSize];
        WriteAssociated(associated, tenant, subject);
        lock (_turn) // One OpenSSL context per key is not safe for two threads at once.
            _aes.Encrypt(nonce, key, wrapped.AsSpan(Overhead), wrapped.AsSpan(1 + NonceSize, TagSize), associated);
        CryptographicOperations.ZeroMemory(key);
        return new WrappedKey(subject, tenant, wrapped);
    }

    /// <summary>Opens a stored key.</summary>
    /// <param name="row">The key as stored.</param>
    /// <param name="key">Gets its bytes; the caller wipes them after use.</param>
    /// <exception cref="CryptographicException">It was wrapped by another key or for another subject, or was changed.</exception>
    public void Unwrap(WrappedKey row, Span<byte> key)
    {
        var wrapped = row.Wrapped.Span;
        if (wrapped.Length != Overhead + KeyDerivation.KeySize || wrapped[0] != FormVersion)
            throw new CryptographicException($"The stored key of {row.Subject} has no known form.");
        Span<byte> associated = stackalloc byte[AssociatedSize];
        WriteAssociated(associated, row.Tenant, row.Subject);
        try
        {
            lock (_turn)
                _aes.Decrypt(wrapped.Slice(1, NonceSize), wrapped[Overhead..], wrapped.Slice(1 + NonceSize, TagSize), key, associated);
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            throw new CryptographicException(
                $"The stored key of {row.Subject} was made under another root key than {RootKey.Setting}, or was changed.", mismatch);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _aes.Dispose();

    private static void WriteAssociated(Span<byte> destination, TenantId tenant, OpaqueId subject)
    {
        Label.CopyTo(destination);
        destination[Label.Length] = FormVersion;
        tenant.Value.WriteTo(destination[(Label.Length + 1)..]);
        subject.WriteTo(destination[(Label.Length + 1 + OpaqueId.Size)..]);
    }
}
