using Athera.Journal;

namespace Athera.Silo.Storage.Sqlite;

/// <summary>Keeps the journal in one embedded database file, for a system of one process.</summary>
public sealed class SqliteJournalStore : IJournalStore, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;

    /// <summary>Names the file; nothing is opened before the first call.</summary>
    public SqliteJournalStore(SqliteOptions options, TimeProvider time)
    {
        _database = new SqliteDatabase(options.JournalPath, options);
        _time = time;
    }

    /// <inheritdoc/>
    public Task MigrateAsync(CancellationToken cancellation) =>
        _database.MigrateAsync("Journal", _time.GetUtcNow(), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AppendResult>> CommitAsync(
        IReadOnlyList<Append> batch, OpaqueId holder, DateTimeOffset committedAt, CancellationToken cancellation) =>
        _database.WriteAsync(session => new JournalCommit(session, holder, committedAt).Run(batch), cancellation);

    /// <inheritdoc/>
    public Task<StoredHistory?> LoadAsync(TenantId tenant, OpaqueId stream, CancellationToken cancellation) =>
        _database.ReadAsync(session => JournalReads.Load(session, tenant, stream), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(
        TenantId tenant, OpaqueId stream, long after, int limit, CancellationToken cancellation) =>
        _database.ReadAsync(session => JournalReads.ReadStream(session, tenant, stream, after, limit), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredMessage>> ReadTranscriptAsync(
        TenantId tenant, OpaqueId stream, IReadOnlyList<string> kinds, long before, int limit, CancellationToken cancellation) =>
        _database.ReadAsync(session => JournalReads.ReadTranscript(session, tenant, stream, kinds, before, limit), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadFeedAsync(TenantId tenant, long after, int limit, CancellationToken cancellation) =>
        _database.ReadAsync(session => JournalReads.ReadFeed(session, tenant, after, limit), cancellation);

    /// <inheritdoc/>
    public Task<long> ReadFeedPositionAsync(TenantId tenant, CancellationToken cancellation) =>
        _database.ReadAsync(session => JournalReads.ReadFeedPosition(session, tenant), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<ClaimKey, HeldClaim>> FindClaimsAsync(
        IReadOnlyCollection<ClaimKey> keys, CancellationToken cancellation) =>
        _database.ReadAsync(session => JournalReads.FindClaims(session, keys), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredSnapshot>> ListSnapshotsAsync(
        TenantId tenant, StreamCategory category, OpaqueId after, int limit, CancellationToken cancellation) =>
        _database.ReadAsync(session => JournalReads.ListSnapshots(session, tenant, category, after, limit), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredConversation>> ListConversationsAsync(
        TenantId tenant, ConversationFilter filter, int limit, CancellationToken cancellation) =>
        _database.ReadAsync(session => ConversationReads.List(session, tenant, filter, limit), cancellation);

    /// <inheritdoc/>
    public Task<StoredConversation?> FindConversationAsync(TenantId tenant, OpaqueId conversation, CancellationToken cancellation) =>
        _database.ReadAsync(session => ConversationReads.Find(session, tenant, conversation), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEntity>> ListEntitiesAsync(
        TenantId tenant, StreamCategory category, EntityFilter filter, int limit, CancellationToken cancellation) =>
        _database.ReadAsync(session => EntityReads.List(session, tenant, category, filter, limit), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DueWake>> LeaseWakesAsync(WakeLease lease, CancellationToken cancellation) =>
        _database.WriteAsync(session => WakeLeases.Lease(session, lease), cancellation);

    /// <inheritdoc/>
    public Task PostponeWakeAsync(DueWake wake, DateTimeOffset leasedUntil, DateTimeOffset until, CancellationToken cancellation) =>
        _database.WriteAsync(session => WakeLeases.Postpone(session, wake, leasedUntil, until), cancellation);

    // As a writer, though it writes nothing: a file another process holds can still be read, and is of no use.
    /// <inheritdoc/>
    public Task PingAsync(CancellationToken cancellation) =>
        _database.WriteAsync(session => JournalReads.ReadFeedPosition(session, TenantId.Platform), cancellation);

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();
}
