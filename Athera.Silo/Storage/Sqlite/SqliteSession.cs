using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Athera.Silo.Storage.Sqlite;

/// <summary>One connection with the statements prepared on it. For one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = [];

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens a connection on which a commit is on disk before it returns.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="mode">Only the migration creates a file: one that has vanished is a fault, not a new start.</param>
    /// <param name="busyTimeout">How long to wait for another writer.</param>
    public static SqliteSession Open(string path, SqliteOpenMode mode, TimeSpan busyTimeout)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            var session = new SqliteSession(connection);
            session.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma busy_timeout = {(int)busyTimeout.TotalMilliseconds}"));
            session.Execute("pragma synchronous = full"); // In WAL mode anything less can lose the last commits with the power.
            session.Execute("pragma secure_delete = on"); // What is deleted is overwritten, not only forgotten.
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A statement, prepared at its first use.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements.Add(sql, statement = new SqliteStatement(_connection.Handle!, sql));
        return statement;
    }

    /// <summary>Runs statements once, without keeping them.</summary>
    public void Execute(string sql)
    {
        var code = SQLitePCL.raw.sqlite3_exec(_connection.Handle!, sql);
        SqliteException.ThrowExceptionForRC(code, _connection.Handle!);
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Close();
        _connection.Dispose();
    }
}
