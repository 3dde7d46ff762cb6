namespace Athera.Silo.Storage.Sqlite;

/// <summary>Brings a database file's schema up to date, in one transaction that nobody else can be in.</summary>
internal static class SqliteMigration
{
    /// <summary>Applies the scripts that the database does not have yet. A newer database is left as it is.</summary>
    public static void Run(SqliteSession session, IReadOnlyList<SchemaScript> scripts, DateTimeOffset now)
    {
        session.Execute("pragma journal_mode = wal"); // Kept in the file; cannot be changed inside a transaction.
        session.Execute("begin exclusive");
        session.Execute(
            "create table if not exists schema_version (version integer not null primary key, applied_at integer not null) strict");
        var current = Current(session);
        foreach (var script in scripts.Where(script => script.Version > current))
        {
            session.Execute(script.Sql);
            session.Statement("insert into schema_version (version, applied_at) values (?1, ?2)").Add(script.Version).Add(now).Run();
        }
        session.Execute("commit");
    }

    private static long Current(SqliteSession session)
    {
        using var row = session.Statement("select coalesce(max(version), 0) from schema_version");
        row.Step();
        return row.Number(0);
    }
}
