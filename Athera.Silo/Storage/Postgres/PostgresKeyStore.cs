using Athera.Keys;
using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Keeps wrapped keys in a PostgreSQL database of their own.</summary>
public sealed class PostgresKeyStore : IKeyStore, IAsyncDisposable
{
    private const string Insert = """
        insert into subject_key (subject, tenant, wrapped, created_at)
        select subject, tenant, wrapped, $4 from unnest($1, $2, $3) as k(subject, tenant, wrapped) order by subject
        on conflict (subject) do nothing
        """;

    private const string Find = "select subject, tenant, wrapped from subject_key where subject = any($1)";

    private readonly PostgresDatabase _database;
    private readonly PostgresMigration _migration;
    private readonly TimeProvider _time;

    /// <summary>Names the database; nothing is opened before the first call.</summary>
    public PostgresKeyStore(PostgresOptions options, TimeProvider time)
    {
        var connectionString = options.ResolveKeys();
        _database = new PostgresDatabase(connectionString, options.KeyConnections, options.CommandTimeout);
        _migration = new PostgresMigration(connectionString, PostgresOptions.KeysSetting, "Keys");
        _time = time;
    }

    /// <inheritdoc/>
    public Task MigrateAsync(CancellationToken cancellation) => _migration.RunAsync(_time.GetUtcNow(), cancellation);

    /// <inheritdoc/>
    public Task AddAsync(IReadOnlyCollection<WrappedKey> keys, CancellationToken cancellation)
    {
        Guid[] subjects = [.. keys.Select(key => key.Subject.ToGuid())], tenants = [.. keys.Select(key => key.Tenant.Value.ToGuid())];
        ReadOnlyMemory<byte>[] wrapped = [.. keys.Select(key => key.Wrapped)];
        return _database.UseAsync(
            async connection =>
            {
                await using var insert = new NpgsqlCommand(Insert, connection);
                insert.Parameters.Column(subjects).Column(tenants).Column(wrapped).Time(_time.GetUtcNow());
                return await insert.ExecuteNonQueryAsync(cancellation);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<WrappedKey>> FindAsync(IReadOnlyCollection<OpaqueId> subjects, CancellationToken cancellation)
    {
        Guid[] wanted = [.. subjects.Select(subject => subject.ToGuid())];
        return _database.UseAsync<IReadOnlyList<WrappedKey>>(
            async connection =>
            {
                await using var query = new NpgsqlCommand(Find, connection);
                query.Parameters.Column(wanted);
                await using var rows = await query.ExecuteReaderAsync(cancellation);
                List<WrappedKey> keys = [];
                while (await rows.ReadAsync(cancellation))
                    keys.Add(new WrappedKey(rows.GetId(0), new TenantId(rows.GetId(1)), rows.GetBytes(2)));
                return keys;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task PingAsync(CancellationToken cancellation) => FindAsync([OpaqueId.None], cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
