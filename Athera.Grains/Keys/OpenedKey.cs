using System.Security.Cryptography;

namespace Athera.Keys;

/// <summary>
/// A key in use. A contact's key seals and nothing else. A tenant's key is never used itself: what it seals, wraps and looks up with
/// is derived from it, so that one key has one use.
/// </summary>
/// <remarks>
/// Nothing here is disposed when a cache lets go of it, since somebody may be sealing with it just then; the native key is wiped
/// and freed when the last user has gone and the finalizer runs.
/// </remarks>
internal sealed class OpenedKey
{
    private OpenedKey(WrappedKey row, ReadOnlySpan<byte> key)
    {
        Tenant = row.Tenant;
        Subject = row.Subject;
        if (row.Subject != row.Tenant.Value)
        {
            Sealing = new SubjectKey(row.Subject, key);
            return;
        }

        Span<byte> sealing = stackalloc byte[KeyDerivation.KeySize];
        KeyDerivation.Derive(key, KeyDerivation.Seal, sealing);
        Sealing = new SubjectKey(row.Subject, sealing);
        CryptographicOperations.ZeroMemory(sealing);
        var lookup = new byte[KeyDerivation.KeySize];
        KeyDerivation.Derive(key, KeyDerivation.Lookup, lookup);
        OfTenant = (new KeyWrapping(key), new LookupKey(lookup));
    }

    public TenantId Tenant { get; }

    public OpaqueId Subject { get; }

    public SubjectKey Sealing { get; }

    /// <summary>What only a tenant's own key has.</summary>
    public (KeyWrapping Wrapping, LookupKey Lookup)? OfTenant { get; }

    /// <summary>Unwraps a stored key.</summary>
    /// <exception cref="CryptographicException">It does not open under the key above.</exception>
    public static OpenedKey Open(WrappedKey row, KeyWrapping above)
    {
        Span<byte> key = stackalloc byte[KeyDerivation.KeySize];
        above.Unwrap(row, key);
        var opened = new OpenedKey(row, key);
        CryptographicOperations.ZeroMemory(key);
        return opened;
    }
}
