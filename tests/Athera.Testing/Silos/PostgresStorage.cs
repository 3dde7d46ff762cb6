using Athera.Testing.Postgres;
using Npgsql;

namespace Athera.Testing.Silos;

/// <summary>A pair of databases on a private PostgreSQL server. It fails by having the server killed.</summary>
/// <param name="server">The server.</param>
/// <param name="ownsServer">Whether the server goes when this does.</param>
public sealed class PostgresStorage(PrivatePostgres server, bool ownsServer) : SiloStorage
{
    private readonly string _database = $"athera_{Guid.NewGuid():N}";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Athera:Storage"] = "Postgres",
        ["ConnectionStrings:Athera"] = server.ConnectionString(_database),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Directories => [server.DataDirectory];

    /// <inheritdoc/>
    public override async Task FlushAsync()
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString("postgres"));
        await using var checkpoint = source.CreateCommand("checkpoint");
        await checkpoint.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public override Task FailAsync() => server.KillAsync();

    /// <inheritdoc/>
    public override Task RecoverAsync() => server.StartAsync();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (ownsServer)
            await server.DisposeAsync();
        await base.DisposeAsync();
    }
}
