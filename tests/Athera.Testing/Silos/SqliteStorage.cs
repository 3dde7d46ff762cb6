using Microsoft.Data.Sqlite;

namespace Athera.Testing.Silos;

/// <summary>The embedded engine. It fails while another process holds the database for writing, which nothing can be done against.</summary>
/// <param name="directory">The data directory.</param>
public sealed class SqliteStorage(string directory) : SiloStorage
{
    private SqliteConnection? _holder;

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
        var connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, "athera.db"), Pooling = false };
        _holder = new SqliteConnection(connection.ToString());
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
    public override async ValueTask DisposeAsync()
    {
        await RecoverAsync();
        await base.DisposeAsync();
    }
}
