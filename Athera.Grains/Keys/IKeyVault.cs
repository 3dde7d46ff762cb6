namespace Athera.Keys;

/// <summary>
/// Gives out keys, unwrapped, to the code that seals and opens. Root key wraps tenant keys, a tenant's key wraps the keys of its
/// contacts. Unwrapped keys live in this process only, in a bounded cache.
/// </summary>
public interface IKeyVault
{
    /// <summary>
    /// The key of a subject. A tenant's own key, under which its settings and secrets are sealed, has the tenant's id as subject;
    /// Athera's has <see cref="TenantId.Platform"/>.
    /// </summary>
    /// <exception cref="KeyMissingException">
    /// There is none, or it was destroyed: what it sealed is gone for good. Another tenant's subject looks the same.
    /// </exception>
    /// <exception cref="Journal.StoreUnavailableException">The key database cannot be reached and the key is not cached.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">
    /// The stored key does not open: another root key than the one it was made under, or a changed row. Nothing is lost as long as
    /// the right root key exists.
    /// </exception>
    ValueTask<SubjectKey> GetAsync(TenantId tenant, OpaqueId subject, CancellationToken cancellation);

    /// <summary>
    /// Creates the key of a new subject, durable before it returns, since what is sealed under a key that a crash takes away is
    /// lost. Creating one that exists gives the existing key. The tenant's own key is created the same way, with the tenant as subject.
    /// </summary>
    /// <exception cref="Journal.StoreUnavailableException">The key database cannot be reached.</exception>
    ValueTask<SubjectKey> CreateAsync(TenantId tenant, OpaqueId subject, CancellationToken cancellation);

    /// <summary>
    /// Loads many keys in one round trip, for pages of sealed rows. Subjects whose key is missing are missing from the answer.
    /// </summary>
    ValueTask<IReadOnlyDictionary<OpaqueId, SubjectKey>> GetManyAsync(
        TenantId tenant, IReadOnlyCollection<OpaqueId> subjects, CancellationToken cancellation);

    /// <summary>
    /// The key that turns a tenant's addresses and provider ids into hashes that can be looked up but not guessed from outside.
    /// Derived from the tenant's own key, so it exists when that does.
    /// </summary>
    ValueTask<LookupKey> GetLookupKeyAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>
    /// Forgets the key of a subject here, after it was destroyed in the database; a tenant's id forgets the keys of its contacts
    /// too. A load under way does not bring it back. Whoever holds the key already may finish what he is doing with it.
    /// </summary>
    void Evict(OpaqueId subject);
}

/// <summary>The key of a subject does not exist or was destroyed; what it sealed cannot be opened by anyone.</summary>
public sealed class KeyMissingException : Exception
{
    /// <inheritdoc/>
    public KeyMissingException() { }

    /// <inheritdoc/>
    public KeyMissingException(string message) : base(message) { }

    /// <inheritdoc/>
    public KeyMissingException(string message, Exception inner) : base(message, inner) { }
}
