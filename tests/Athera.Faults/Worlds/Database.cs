using Athera.Testing.Postgres;
using Npgsql;

namespace Athera.FaultRuns.Worlds;

/// <summary>The PostgreSQL server all silos share, as its administrator.</summary>
internal sealed class Database : IAsyncDisposable
{
    private const string Name = "athera";

    private readonly PrivatePostgres _server;

    private Database(PrivatePostgres server) => _server = server;

    /// <summary>Where it listens.</summary>
    public int Port => new NpgsqlConnectionStringBuilder(_server.ConnectionString(Name)).Port;

    public static async Task<Database> StartAsync() => PrivatePostgres.MissingReason is { } reason
        ? throw new RunException(reason)
        : new Database(await PrivatePostgres.CreateAsync());

    /// <summary>How a silo reaches it through a gate.</summary>
    public string ConnectionString(Gate gate) =>
        new NpgsqlConnectionStringBuilder(_server.ConnectionString(Name)) { Port = gate.Port }.ToString();

    /// <summary>Kills the server and all its children with SIGKILL.</summary>
    public Task KillAsync() => _server.KillAsync();

    /// <summary>Starts it again on the same data.</summary>
    public Task StartAgainAsync() => _server.StartAsync();

    /// <summary>Ends every connection but this one; gives how many.</summary>
    public async Task<long> DropConnectionsAsync() => (long)(await AskAsync(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'"))!;

    /// <summary>Holds a table so that nobody else reads or writes it.</summary>
    public async Task LockAsync(string table, TimeSpan time)
    {
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand($"lock table {table} in access exclusive mode", connection, transaction);
        await hold.ExecuteNonQueryAsync();
        await Task.Delay(time);
        await transaction.RollbackAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<object?> AskAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection($"{_server.ConnectionString(Name)};Pooling=false;Command Timeout=60");
        await connection.OpenAsync();
        return connection;
    }
}
