using Athera.Knowledge.Searching;
using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Looks knowledge up in the journal's database, on connections of its own: a search is planned otherwise than a look-up.</summary>
public sealed class PostgresKnowledgeStore : IKnowledgeStore, IAsyncDisposable
{
    private readonly PostgresDatabase _database;

    /// <summary>Names the database; nothing is opened before the first call.</summary>
    public PostgresKnowledgeStore(PostgresOptions options) =>
        _database = new PostgresDatabase(options.Journal, options.KnowledgeConnections, options.CommandTimeout, isSearched: true);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPart>> SearchAsync(
        TenantId tenant, IReadOnlyList<string> terms, string? language, int limit, CancellationToken cancellation)
    {
        if (terms.Count == 0)
            return Task.FromResult<IReadOnlyList<StoredPart>>([]);
        return ListAsync(
            KnowledgeSql.Search,
            parameters => parameters
                .Text($"'{KnowledgeTerms.Of(tenant)}'")
                .Column([.. terms.Select(Quoted)])
                .Column([.. terms.Select(Begun)])
                .Column(language is null ? [.. SearchLanguages.All] : [SearchLanguages.Of(language)])
                .Id(tenant.Value).Text(language).Long(limit),
            Part, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPart>> FindAsync(
        TenantId tenant, IReadOnlyCollection<PartKey> keys, CancellationToken cancellation) => keys.Count == 0
        ? Task.FromResult<IReadOnlyList<StoredPart>>([])
        : ListAsync(
            KnowledgeSql.FindParts,
            parameters => parameters
                .Column([.. keys.Select(key => key.Article.ToGuid())])
                .Column([.. keys.Select(key => key.Version)])
                .Column([.. keys.Select(key => key.Part)])
                .Id(tenant.Value),
            Part, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPart>> ListAsync(
        TenantId tenant, OpaqueId article, int after, int limit, CancellationToken cancellation) => ListAsync(
            KnowledgeSql.ListParts, parameters => parameters.Id(article).Id(tenant.Value).Int(after).Long(limit), Part, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredVector>> ListVectorsAsync(
        TenantId tenant, string model, int limit, CancellationToken cancellation) => ListAsync(
            KnowledgeSql.ListVectors, parameters => parameters.Id(tenant.Value).Text(model).Long(limit),
            row => new StoredVector(Key(row), row.GetString(3), row.GetBytes(4)), cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private Task<IReadOnlyList<T>> ListAsync<T>(
        string sql, Action<NpgsqlParameterCollection> fill, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        _database.UseAsync<IReadOnlyList<T>>(
            async connection =>
            {
                await using var query = new NpgsqlCommand(sql, connection);
                fill(query.Parameters);
                await using var rows = await query.ExecuteReaderAsync(cancellation);
                List<T> list = [];
                while (await rows.ReadAsync(cancellation))
                    list.Add(read(rows));
                return list;
            },
            cancellation);

    private static string Quoted(string term) => $"'{term}'";

    private static string Begun(string term) => KnowledgeTerms.Beginning(term) is { } beginning ? $"'{beginning}':*" : Quoted(term);

    private static StoredPart Part(NpgsqlDataReader row) => new(Key(row), row.GetBytes(3));

    private static PartKey Key(NpgsqlDataReader row) => new(row.GetId(0), row.GetInt32(1), row.GetInt32(2));
}
