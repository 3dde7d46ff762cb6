using Athera.Knowledge.Searching;

namespace Athera.Silo.Storage.Sqlite;

/// <summary>Looks knowledge up in the journal's database file, with readers of its own, so that a long search keeps no message waiting.</summary>
public sealed class SqliteKnowledgeStore : IKnowledgeStore, IDisposable
{
    private readonly SqliteDatabase _database;

    /// <summary>Names the file; nothing is opened before the first call.</summary>
    public SqliteKnowledgeStore(SqliteOptions options) => _database = new SqliteDatabase(options.JournalPath, options);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPart>> SearchAsync(
        TenantId tenant, IReadOnlyList<string> terms, string? language, int limit, CancellationToken cancellation) => terms.Count == 0
        ? Task.FromResult<IReadOnlyList<StoredPart>>([])
        : _database.ReadAsync<IReadOnlyList<StoredPart>>(
            session => Parts(session.Statement(KnowledgeSql.Search)
                .Add(Match(tenant, terms.Select(Stemmed))).Add(Match(tenant, terms.Select(Begun))).Add(tenant.Value).Add(language).Add(limit)),
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPart>> FindAsync(
        TenantId tenant, IReadOnlyCollection<PartKey> keys, CancellationToken cancellation) => _database.ReadAsync<IReadOnlyList<StoredPart>>(
            session =>
            [
                .. keys.SelectMany(key => Parts(session.Statement(KnowledgeSql.FindPart)
                    .Add(key.Article).Add(key.Part).Add(key.Version).Add(tenant.Value))),
            ],
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPart>> ListAsync(
        TenantId tenant, OpaqueId article, int after, int limit, CancellationToken cancellation) => _database.ReadAsync<IReadOnlyList<StoredPart>>(
            session => Parts(session.Statement(KnowledgeSql.ListParts).Add(article).Add(tenant.Value).Add(after).Add(limit)), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredVector>> ListVectorsAsync(
        TenantId tenant, string model, int limit, CancellationToken cancellation) => _database.ReadAsync<IReadOnlyList<StoredVector>>(
            session =>
            {
                using var rows = session.Statement(KnowledgeSql.ListVectors).Add(tenant.Value).Add(model).Add(limit);
                List<StoredVector> vectors = [];
                while (rows.Step())
                    vectors.Add(new StoredVector(Key(rows), rows.Text(3), rows.Bytes(4)));
                return vectors;
            },
            cancellation);

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static string Match(TenantId tenant, IEnumerable<string> terms) =>
        $"tenant : \"{KnowledgeTerms.Of(tenant)}\" AND {{heading words}} : ({string.Join(" OR ", terms)})";

    private static string Stemmed(string term) => $"\"{term}\"";

    private static string Begun(string term) => KnowledgeTerms.Beginning(term) is { } beginning ? $"\"{beginning}\" *" : Stemmed(term);

    private static List<StoredPart> Parts(SqliteStatement query)
    {
        using var rows = query;
        List<StoredPart> parts = [];
        while (rows.Step())
            parts.Add(new StoredPart(Key(rows), rows.Bytes(3)));
        return parts;
    }

    private static PartKey Key(SqliteStatement row) => new(row.Id(0), (int)row.Number(1), (int)row.Number(2));
}
