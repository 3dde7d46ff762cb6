using Athera.Journal;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Keeps the journal in a PostgreSQL database that several silos share.</summary>
public sealed class PostgresJournalStore : IJournalStore, IAsyncDisposable
{
    private readonly PostgresDatabase _database;
    private readonly PostgresMigration _migration;
    private readonly TimeProvider _time;

    /// <summary>Names the database; nothing is opened before the first call.</summary>
    public PostgresJournalStore(PostgresOptions options, TimeProvider time)
    {
        _database = new PostgresDatabase(options.Journal, options.JournalConnections, options.CommandTimeout);
        _migration = new PostgresMigration(options.Journal, PostgresOptions.JournalSetting, "Journal");
        _time = time;
    }

    /// <inheritdoc/>
    public Task MigrateAsync(CancellationToken cancellation) => _migration.RunAsync(_time.GetUtcNow(), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AppendResult>> CommitAsync(
        IReadOnlyList<Append> batch, OpaqueId holder, DateTimeOffset committedAt, CancellationToken cancellation) =>
        _database.UseAsync(
            connection => new JournalCommit(connection, cancellation).RunAsync(batch, holder, committedAt), cancellation);

    /// <inheritdoc/>
    public Task<StoredHistory?> LoadAsync(TenantId tenant, OpaqueId stream, CancellationToken cancellation) =>
        ReadAsync(reads => reads.LoadAsync(tenant, stream), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(
        TenantId tenant, OpaqueId stream, long after, int limit, CancellationToken cancellation) =>
        ReadAsync(reads => reads.ReadStreamAsync(tenant, stream, after, limit), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredMessage>> ReadTranscriptAsync(
        TenantId tenant, OpaqueId stream, IReadOnlyList<string> kinds, long before, int limit, CancellationToken cancellation) =>
        ReadAsync(reads => reads.ReadTranscriptAsync(tenant, stream, kinds, before, limit), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadFeedAsync(TenantId tenant, long after, int limit, CancellationToken cancellation) =>
        ReadAsync(reads => reads.ReadFeedAsync(tenant, after, limit), cancellation);

    /// <inheritdoc/>
    public Task<long> ReadFeedPositionAsync(TenantId tenant, CancellationToken cancellation) =>
        ReadAsync(reads => reads.ReadFeedPositionAsync(tenant), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<ClaimKey, HeldClaim>> FindClaimsAsync(
        IReadOnlyCollection<ClaimKey> keys, CancellationToken cancellation) =>
        ReadAsync(reads => reads.FindClaimsAsync(keys), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredSnapshot>> ListSnapshotsAsync(
        TenantId tenant, StreamCategory category, OpaqueId after, int limit, CancellationToken cancellation) =>
        ReadAsync(reads => reads.ListSnapshotsAsync(tenant, category, after, limit), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredConversation>> ListConversationsAsync(
        TenantId tenant, ConversationFilter filter, int limit, CancellationToken cancellation) =>
        _database.UseAsync(
            connection => new ConversationReads(connection, cancellation).ListAsync(tenant, filter, limit), cancellation);

    /// <inheritdoc/>
    public Task<StoredConversation?> FindConversationAsync(TenantId tenant, OpaqueId conversation, CancellationToken cancellation) =>
        _database.UseAsync(
            connection => new ConversationReads(connection, cancellation).FindAsync(tenant, conversation), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEntity>> ListEntitiesAsync(
        TenantId tenant, StreamCategory category, EntityFilter filter, int limit, CancellationToken cancellation) =>
        _database.UseAsync(
            connection => new EntityReads(connection, cancellation).ListAsync(tenant, category, filter, limit), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DueWake>> LeaseWakesAsync(WakeLease lease, CancellationToken cancellation) =>
        _database.UseAsync(connection => new WakeLeases(connection, cancellation).LeaseAsync(lease), cancellation);

    /// <inheritdoc/>
    public Task PostponeWakeAsync(DueWake wake, DateTimeOffset leasedUntil, DateTimeOffset until, CancellationToken cancellation) =>
        _database.UseAsync(
            connection => new WakeLeases(connection, cancellation).PostponeAsync(wake, leasedUntil, until), cancellation);

    /// <inheritdoc/>
    public Task PingAsync(CancellationToken cancellation) => ReadFeedPositionAsync(TenantId.Platform, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private Task<T> ReadAsync<T>(Func<JournalReads, Task<T>> read, CancellationToken cancellation) =>
        _database.UseAsync(connection => read(new JournalReads(connection, cancellation)), cancellation);
}
