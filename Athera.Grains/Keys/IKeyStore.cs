namespace Athera.Keys;

/// <summary>
/// The database of wrapped keys. It is another database than the journal's and never part of its backups: destroying a key here
/// is what makes every copy of what it sealed unreadable. One member per engine; every member passes the same compliance suite.
/// </summary>
public interface IKeyStore
{
    /// <summary>Creates or upgrades the schema, under a lock, so that several silos may start at once.</summary>
    Task MigrateAsync(CancellationToken cancellation);

    /// <summary>
    /// Stores keys, durably before it returns. A subject that has a key already keeps it: the caller reads again and uses that one.
    /// </summary>
    /// <exception cref="Journal.StoreUnavailableException">The database cannot be reached.</exception>
    Task AddAsync(IReadOnlyCollection<WrappedKey> keys, CancellationToken cancellation);

    /// <summary>The keys of these subjects; those without one, and those whose key was destroyed, are missing from the answer.</summary>
    /// <exception cref="Journal.StoreUnavailableException">The database cannot be reached.</exception>
    Task<IReadOnlyList<WrappedKey>> FindAsync(IReadOnlyCollection<OpaqueId> subjects, CancellationToken cancellation);

    /// <summary>Answers when the database does; throws <see cref="Journal.StoreUnavailableException"/> otherwise.</summary>
    Task PingAsync(CancellationToken cancellation);
}

/// <summary>A key as stored: encrypted by the key above it.</summary>
/// <param name="Subject">Whose it is: a contact, a tenant, or <see cref="OpaqueId.None"/> for Athera itself.</param>
/// <param name="Tenant">The tenant it belongs to; equal to the subject for a tenant's own key.</param>
/// <param name="Wrapped">Ciphertext of the key; its form belongs to the vault.</param>
public sealed record WrappedKey(OpaqueId Subject, TenantId Tenant, ReadOnlyMemory<byte> Wrapped);
