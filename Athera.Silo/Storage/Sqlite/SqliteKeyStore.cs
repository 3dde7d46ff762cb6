using Athera.Keys;

namespace Athera.Silo.Storage.Sqlite;

/// <summary>Keeps wrapped keys in an embedded database file of their own.</summary>
public sealed class SqliteKeyStore : IKeyStore, IDisposable
{
    private const string Insert = """
        insert into subject_key (subject, tenant, wrapped, created_at) values (?1, ?2, ?3, ?4) on conflict (subject) do nothing
        """;

    private const string Find = "select tenant, wrapped from subject_key where subject = ?1";

    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;

    /// <summary>Names the file; nothing is opened before the first call.</summary>
    public SqliteKeyStore(SqliteOptions options, TimeProvider time)
    {
        _database = new SqliteDatabase(options.KeysPath, options);
        _time = time;
    }

    /// <inheritdoc/>
    public Task MigrateAsync(CancellationToken cancellation) =>
        _database.MigrateAsync("Keys", _time.GetUtcNow(), cancellation);

    /// <inheritdoc/>
    public Task AddAsync(IReadOnlyCollection<WrappedKey> keys, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        return _database.WriteAsync(
            session =>
            {
                foreach (var key in keys)
                    session.Statement(Insert).Add(key.Subject).Add(key.Tenant.Value).Add(key.Wrapped.Span).Add(now).Run();
                return keys.Count;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<WrappedKey>> FindAsync(IReadOnlyCollection<OpaqueId> subjects, CancellationToken cancellation) =>
        _database.ReadAsync<IReadOnlyList<WrappedKey>>(session => FindAll(session, subjects), cancellation);

    /// <inheritdoc/>
    public Task PingAsync(CancellationToken cancellation) => FindAsync([OpaqueId.None], cancellation);

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static List<WrappedKey> FindAll(SqliteSession session, IReadOnlyCollection<OpaqueId> subjects)
    {
        List<WrappedKey> keys = [];
        foreach (var subject in subjects)
        {
            using var row = session.Statement(Find).Add(subject);
            if (row.Step())
                keys.Add(new WrappedKey(subject, new(row.Id(0)), row.Bytes(1)));
        }
        return keys;
    }
}
