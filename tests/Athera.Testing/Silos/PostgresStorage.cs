using System.Globalization;
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
    public override Task FlushAsync() => RunAsync("postgres", "checkpoint");

    /// <inheritdoc/>
    public override Task FailAsync() => server.KillAsync();

    /// <inheritdoc/>
    public override Task RecoverAsync() => server.StartAsync();

    // A constraint's code: the journal takes it for the fault of that one decision, and commits the others without it.
    /// <inheritdoc/>
    public override Task RefuseAsync(string kind, int after) => RunAsync(_database, string.Create(CultureInfo.InvariantCulture, $"""
        create or replace function refusal() returns trigger language plpgsql as $$
        begin
            if (select count(*) from journal where stream = new.stream and kind = new.kind) >= {after} then
                raise exception 'refused' using errcode = 'check_violation';
            end if;
            return new;
        end $$;
        create trigger refusal before insert on journal for each row when (new.kind = '{kind}') execute function refusal()
        """));

    /// <inheritdoc/>
    public override Task AcceptAsync() => RunAsync(_database, "drop trigger if exists refusal on journal");

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<string, long>> EventsAsync()
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString(_database));
        await using var count = source.CreateCommand("select kind, count(*) from journal group by kind");
        await using var rows = await count.ExecuteReaderAsync();
        var counts = new Dictionary<string, long>();
        while (await rows.ReadAsync())
            counts[rows.GetString(0)] = rows.GetInt64(1);
        return counts;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (ownsServer)
            await server.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task RunAsync(string database, string statement)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString(database));
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
