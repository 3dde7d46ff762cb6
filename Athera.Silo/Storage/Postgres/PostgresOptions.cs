using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Which databases to use and how long they may be waited for.</summary>
public sealed record PostgresOptions
{
    /// <summary>The setting that names the journal's database.</summary>
    public const string JournalSetting = "ConnectionStrings:Athera";

    /// <summary>The setting that names the database of the wrapped keys.</summary>
    public const string KeysSetting = "ConnectionStrings:AtheraKeys";

    /// <summary>The journal's database.</summary>
    public required string Journal { get; init; }

    /// <summary>
    /// The database of the wrapped keys, never the journal's. Left out: the same server, and the journal's database name with
    /// <c>_keys</c>.
    /// </summary>
    public string? Keys { get; init; }

    /// <summary>
    /// Connections to the journal's database at most; several silos share a server, whose default is 100 in all. More callers
    /// wait. Default 20.
    /// </summary>
    public int JournalConnections { get; init; } = 20;

    /// <summary>Connections to the key database at most. Keys are cached, so few are needed. Default 5.</summary>
    public int KeyConnections { get; init; } = 5;

    /// <summary>Connections on which knowledge is searched, at most. Default 4.</summary>
    public int KnowledgeConnections { get; init; } = 4;

    /// <summary>How long to wait for an answer before the store counts as unavailable. Default 5 s; whole seconds.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The key database's connection string, given or derived.</summary>
    /// <exception cref="ArgumentException">It is the journal's database: keys would end up in the backups of what they seal.</exception>
    internal string ResolveKeys()
    {
        var journal = new NpgsqlConnectionStringBuilder(Journal);
        if (Keys is null)
            return new NpgsqlConnectionStringBuilder(Journal) { Database = $"{journal.Database}_keys" }.ToString();
        var keys = new NpgsqlConnectionStringBuilder(Keys);
        return (keys.Host, keys.Port, keys.Database) == (journal.Host, journal.Port, journal.Database)
            ? throw new ArgumentException($"{KeysSetting} names the same database as {JournalSetting}; keys need one of their own.")
            : Keys;
    }
}
