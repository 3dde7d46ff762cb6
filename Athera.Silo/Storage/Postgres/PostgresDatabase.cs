using Athera.Journal;
using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>
/// One database: its pool of connections, set up so that the store's promises do not depend on how the server is configured.
/// </summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    // A commit is on disk before it is reported.
    private const string Durable = "-c synchronous_commit=on";

    // Every statement here is a set of index lookups. Prepared while the tables are empty, it would be given scans, and would
    // keep them: a plan lives as long as its connection.
    private const string LookupsOnly =
        "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off "
        + "-c jit=off -c plan_cache_mode=force_generic_plan";

    // Nor is a search to scan a table whose statistics say that it is small, as those of a new one do.
    private const string Searched = "-c enable_seqscan=off -c jit=off -c plan_cache_mode=force_custom_plan";

    private readonly NpgsqlDataSource _source;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="connectionString">As configured.</param>
    /// <param name="connections">Size of the pool.</param>
    /// <param name="commandTimeout">How long an answer may take.</param>
    /// <param name="isSearched">Statements are searches, whose index can only be read into a bitmap, and are planned each time.</param>
    public PostgresDatabase(string connectionString, int connections, TimeSpan commandTimeout, bool isSearched = false) =>
        _source = NpgsqlDataSource.Create(Settings(connectionString, connections, commandTimeout, isSearched ? Searched : LookupsOnly));

    /// <summary>Runs work on a connection of the pool.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached or did not answer.</exception>
    /// <exception cref="RejectedBatchException">It refused the data.</exception>
    public async Task<T> UseAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation)
    {
        var connected = false;
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellation);
            connected = true;
            return await work(connection);
        }
        catch (NpgsqlException failure)
        {
            // A connection of the pool that breaks tells of its neighbours: they would fail one call each, long after the server is back.
            if (connected && PostgresFaults.IsConnectionLoss(failure))
                _source.Clear();
            throw PostgresFaults.Translate(failure);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static NpgsqlConnectionStringBuilder Settings(string connectionString, int connections, TimeSpan commandTimeout, string planning)
    {
        var seconds = Math.Max(1, (int)commandTimeout.TotalSeconds);
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = connections,
            Timeout = seconds,
            CommandTimeout = seconds,
            TcpKeepAlive = true,
            Enlist = false,
            NoResetOnClose = true, // Sessions are never changed, so there is nothing to reset between two uses.
            MaxAutoPrepare = 50,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false, // It carries values of rows into exceptions and from there into logs.
        };
        // A silo that stops in the middle of a commit holds the locks of its tenants; the server ends its session for the others.
        var giveUp = $"-c idle_in_transaction_session_timeout={seconds * 1000}";
        settings.Options = $"{settings.Options} {Durable} {planning} {giveUp}".TrimStart();
        return settings;
    }
}
