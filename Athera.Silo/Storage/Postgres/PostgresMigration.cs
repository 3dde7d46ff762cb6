using Athera.Journal;
using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>
/// Creates a database if it is missing and brings its schema up to date, under a lock that silos starting at the same time wait for.
/// </summary>
internal sealed class PostgresMigration(string connectionString, string setting, string scripts)
{
    // Any number that nobody else uses; "athera" in ASCII.
    private const long LockKey = 0x617468657261;

    /// <summary>
    /// How long an upgrade may take. It may have to rewrite a large table, and another silo's is waited for as long; so nothing that
    /// watches over a start may be less patient.
    /// </summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(30);

    private readonly NpgsqlConnectionStringBuilder _settings = new(connectionString)
    {
        Pooling = false, // The lock lives as long as the connection: it must close, not go back to a pool.
        Enlist = false,
        IncludeErrorDetail = false,
        CommandTimeout = (int)Deadline.TotalSeconds,
    };

    /// <summary>Runs it.</summary>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    /// <exception cref="InvalidOperationException">
    /// The configured user may not enter, or not create what is missing. The text names the setting.
    /// </exception>
    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await OpenAsync(cancellation);
            await LockAsync(connection, cancellation);
            await UpgradeAsync(connection, now, cancellation);
        }
        catch (NpgsqlException failure) when (PostgresFaults.IsMisconfiguration(failure))
        {
            throw new InvalidOperationException(
                $"PostgreSQL refuses the user of {setting} (SQLSTATE {failure.SqlState}) the use of \"{_settings.Database}\", "
                + "or to create it if it is missing. Create the database, or let the user create databases.",
                failure);
        }
        catch (NpgsqlException failure)
        {
            throw new StoreUnavailableException(
                $"The schema could not be brought up to date ({failure.SqlState ?? "no answer"}).", failure);
        }
    }

    private async Task UpgradeAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellation)
    {
        await ExecuteAsync(
            connection,
            "create table if not exists schema_version (version integer not null primary key, applied_at bigint not null)",
            cancellation);
        var current = (int)(await ScalarAsync(connection, "select coalesce(max(version), 0) from schema_version", cancellation))!;
        // A database newer than this binary is left as it is: during a rolling upgrade old silos still start.
        foreach (var script in SchemaScripts.Of("Postgres", scripts).Where(script => script.Version > current))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await ExecuteAsync(connection, script.Sql, cancellation);
            await using var note = new NpgsqlCommand("insert into schema_version (version, applied_at) values ($1, $2)", connection)
            {
                Parameters = { new() { Value = script.Version }, new() { Value = now.ToUnixTimeMilliseconds() } },
            };
            await note.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            return await OpenAsync(_settings, cancellation);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateDatabaseAsync(cancellation);
            return await OpenAsync(_settings, cancellation);
        }
    }

    private async Task CreateDatabaseAsync(CancellationToken cancellation)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(_settings.ToString()) { Database = "postgres" };
        await using var connection = await OpenAsync(maintenance, cancellation);
        await LockAsync(connection, cancellation);
        await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection)
        {
            Parameters = { new() { Value = _settings.Database } },
        };
        if (await find.ExecuteScalarAsync(cancellation) is not null)
            return;
        var name = _settings.Database!.Replace("\"", "\"\"", StringComparison.Ordinal);
        await ExecuteAsync(connection, $"create database \"{name}\"", cancellation);
    }

    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlConnectionStringBuilder settings, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(settings.ToString());
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static Task LockAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellation);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation);
    }
}
