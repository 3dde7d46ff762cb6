namespace Athera.Silo.Storage.Sqlite;

/// <summary>Where the embedded databases live and how long they may be waited for.</summary>
public sealed record SqliteOptions
{
    /// <summary>The directory of the database files; created, for this user only, if it is missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>
    /// How long a write waits for another process that writes. After that the store counts as unavailable. Default 5 s.
    /// </summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Connections that read at the same time; more readers wait. Default 4.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>The journal's file.</summary>
    public string JournalPath => Path.Combine(DataDirectory, "athera.db");

    /// <summary>The file of the wrapped keys: another one, so that it stays out of the journal's backups.</summary>
    public string KeysPath => Path.Combine(DataDirectory, "athera-keys.db");
}
