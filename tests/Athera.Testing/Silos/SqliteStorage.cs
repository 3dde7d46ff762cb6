using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Athera.Testing.Silos;

/// <summary>The embedded engine. It fails while another process holds the database for writing, which nothing can be done against.</summary>
/// <param name="directory">The data directory.</param>
public sealed class SqliteStorage(string directory) : SiloStorage
{
    private SqliteConnection? _holder;

    private string ConnectionString =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, "athera.db"), Pooling = false }.ToString();

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Directories { get; } = [directory];

    // What SQLite has committed is in its files, the log beside the database included.
    /// <inheritdoc/>
    public override Task FlushAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task FailAsync()
    {
        _holder = new SqliteConnection(ConnectionString);
        await _holder.OpenAsync();
        await using var hold = _holder.CreateCommand();
        hold.CommandText = "begin immediate";
        await hold.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public override async Task RecoverAsync()
    {
        if (_holder is not null)
            await _holder.DisposeAsync();
        _holder = null;
    }

    /// <inheritdoc/>
    public override Task RefuseAsync(string kind, int after) => RunAsync(string.Create(CultureInfo.InvariantCulture, $"""
        create trigger refusal before insert on journal
        when new.kind = '{kind}' and (select count(*) from journal where stream = new.stream and kind = new.kind) >= {after}
        begin select raise(abort, 'refused'); end
        """));

    /// <inheritdoc/>
    public override Task AcceptAsync() => RunAsync("drop trigger if exists refusal");

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<string, long>> EventsAsync()
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var count = connection.CreateCommand();
        count.CommandText = "select kind, count(*) from journal group by kind";
        await using var rows = await count.ExecuteReaderAsync();
        var counts = new Dictionary<string, long>();
        while (await rows.ReadAsync())
            counts[rows.GetString(0)] = rows.GetInt64(1);
        return counts;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await RecoverAsync();
        await base.DisposeAsync();
    }

    private async Task RunAsync(string statement)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}
