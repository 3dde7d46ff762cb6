using System.Globalization;
using Athera.Testing.Postgres;
using Npgsql;

namespace Athera.Benchmarks.Servers;

/// <summary>The PostgreSQL server both programs store in, each in a fresh database of its own.</summary>
internal sealed class Database : IAsyncDisposable
{
    private const string Athera = "athera", Plain = "plain";

    private readonly PrivatePostgres _server;

    private Database(PrivatePostgres server, int process) => (_server, ProcessId) = (server, process);

    /// <summary>The server's first process, parent of all others.</summary>
    public int ProcessId { get; }

    public string AtheraConnection => _server.ConnectionString(Athera);

    public string PlainConnection => _server.ConnectionString(Plain);

    public static async Task<Database> StartAsync()
    {
        if (PrivatePostgres.MissingReason is { } reason)
            throw new BenchmarkException(reason);
        var server = await PrivatePostgres.CreateAsync();
        try
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(server.DataDirectory, "postmaster.pid"));
            var database = new Database(server, int.Parse(lines[0], CultureInfo.InvariantCulture));
            await database.AskAsync("postgres", $"create database {Plain}");
            return database;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task<string> VersionAsync() => (string)(await AskAsync("postgres", "show server_version"))!;

    /// <summary>Sends of Athera whose outcome is stored.</summary>
    public async Task<long> AtheraSettledAsync() =>
        (long)(await AskAsync(Athera, "select count(*) from journal where kind = 'send.settled'"))!;

    /// <summary>Messages of Athera that were to be sent, whether or not they were.</summary>
    public async Task<long> AtheraQueuedAsync() =>
        (long)(await AskAsync(Athera, "select count(*) from journal where kind = 'message.queued'"))!;

    /// <summary>Replies of the plain program whose outcome is stored.</summary>
    public async Task<long> PlainSettledAsync() =>
        (long)(await AskAsync(Plain, "select count(*) from message where outbound and external_id is not null"))!;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<object?> AskAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection($"{_server.ConnectionString(database)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
