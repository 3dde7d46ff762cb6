namespace Athera.Journal;

/// <summary>
/// A database that keeps the journal. One member per engine; every member passes the same compliance suite.
/// </summary>
public interface IJournalStore
{
    /// <summary>Creates or upgrades the schema, under a lock, so that several silos may start at once.</summary>
    Task MigrateAsync(CancellationToken cancellation);

    /// <summary>
    /// Commits a batch in one transaction and says for each append, in order, how it ended. A refused append (duplicate, conflict)
    /// leaves its neighbours alone. Appends of one stream in one batch are taken in order; when one is refused, those after it on
    /// the same stream are refused as conflicts, since they were decided on what did not happen.
    /// </summary>
    /// <param name="batch">The appends; positions are given in this order.</param>
    /// <param name="holder">The silo that writes: whoever holds a wake is asked first, and is replaced when it is gone.</param>
    /// <param name="committedAt">The silo's clock.</param>
    /// <param name="cancellation">Gives up; the fate of the batch is then unknown.</param>
    /// <exception cref="StoreUnavailableException">The database cannot be reached or did not answer; nothing is known of the batch.</exception>
    /// <exception cref="RejectedBatchException">The database refused the transaction because of what is in it.</exception>
    Task<IReadOnlyList<AppendResult>> CommitAsync(
        IReadOnlyList<Append> batch, OpaqueId holder, DateTimeOffset committedAt, CancellationToken cancellation);

    /// <summary>The newest snapshot of a stream and the events after it, or <see langword="null"/> when the tenant has no such stream.</summary>
    Task<StoredHistory?> LoadAsync(TenantId tenant, OpaqueId stream, CancellationToken cancellation);

    /// <summary>Events of a stream after a sequence, oldest first.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(
        TenantId tenant, OpaqueId stream, long after, int limit, CancellationToken cancellation);

    /// <summary>
    /// Events of the given kinds of a stream before a sequence, newest first, each with its overlay if it has one.
    /// </summary>
    Task<IReadOnlyList<StoredMessage>> ReadTranscriptAsync(
        TenantId tenant, OpaqueId stream, IReadOnlyList<string> kinds, long before, int limit, CancellationToken cancellation);

    /// <summary>Events of a tenant after a position, in the order of their positions, which is the order of their commits.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadFeedAsync(TenantId tenant, long after, int limit, CancellationToken cancellation);

    /// <summary>The position of the tenant's newest event; 0 before the first.</summary>
    Task<long> ReadFeedPositionAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>Who holds which of these keys. Keys that nobody holds are missing from the answer.</summary>
    Task<IReadOnlyDictionary<ClaimKey, HeldClaim>> FindClaimsAsync(
        IReadOnlyCollection<ClaimKey> keys, CancellationToken cancellation);

    /// <summary>Snapshots of one category of a tenant, in the order of their stream ids, after one of them.</summary>
    Task<IReadOnlyList<StoredSnapshot>> ListSnapshotsAsync(
        TenantId tenant, StreamCategory category, OpaqueId after, int limit, CancellationToken cancellation);

    /// <summary>Lines of the inbox list, newest activity first.</summary>
    Task<IReadOnlyList<StoredConversation>> ListConversationsAsync(
        TenantId tenant, ConversationFilter filter, int limit, CancellationToken cancellation);

    /// <summary>One line of the inbox list, or <see langword="null"/> when the tenant has no such conversation.</summary>
    Task<StoredConversation?> FindConversationAsync(TenantId tenant, OpaqueId conversation, CancellationToken cancellation);

    /// <summary>
    /// Entities of one category of a tenant, the last to be listed first. One without a snapshot is not there.
    /// </summary>
    Task<IReadOnlyList<StoredEntity>> ListEntitiesAsync(
        TenantId tenant, StreamCategory category, EntityFilter filter, int limit, CancellationToken cancellation);

    /// <summary>
    /// Leases wakes that are due, or that are held by a silo no longer alive and due before the lease's horizon.
    /// A leased wake becomes this holder's and is not handed out again before the lease ends, nor, if it is due later than that, before
    /// it is due; two silos never get the same one.
    /// </summary>
    Task<IReadOnlyList<DueWake>> LeaseWakesAsync(WakeLease lease, CancellationToken cancellation);

    /// <summary>
    /// Puts off a wake that this holder leased, unless an append has set or removed it since: then it is as that append says.
    /// </summary>
    /// <param name="wake">The wake.</param>
    /// <param name="leasedUntil">When the lease ends.</param>
    /// <param name="until">When it is handed out next; may be before the lease ends.</param>
    /// <param name="cancellation">Gives up.</param>
    Task PostponeWakeAsync(DueWake wake, DateTimeOffset leasedUntil, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Answers when the database would take a write, as far as that can be told without one.</summary>
    /// <exception cref="StoreUnavailableException">It would not.</exception>
    Task PingAsync(CancellationToken cancellation);
}
