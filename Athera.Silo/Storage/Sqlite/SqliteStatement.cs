using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Athera.Silo.Storage.Sqlite;

/// <summary>
/// A prepared statement, used again and again. It speaks to SQLite directly rather than through ADO.NET commands, which box
/// every number and copy every payload: for small rows that costs more than the insert itself.
/// </summary>
/// <remarks>Parameters are added in their order (<c>?1</c>, <c>?2</c>, ...). Disposing gives it back for the next use.</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _added;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public SqliteStatement Add(OpaqueId value)
    {
        Span<byte> bytes = stackalloc byte[OpaqueId.Size];
        value.WriteTo(bytes);
        return Add(bytes);
    }

    public SqliteStatement AddOrNull(OpaqueId? value) => value is { } id ? Add(id) : Add(default(long?));

    public SqliteStatement Add(ReadOnlySpan<byte> value)
    {
        // A blob of no bytes is not the same as NULL, and an empty span has no address to tell them apart by.
        Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(_statement, ++_added, 0)
            : raw.sqlite3_bind_blob(_statement, ++_added, value));
        return this;
    }

    public SqliteStatement Add(long? value)
    {
        Check(value is { } number
            ? raw.sqlite3_bind_int64(_statement, ++_added, number)
            : raw.sqlite3_bind_null(_statement, ++_added));
        return this;
    }

    public SqliteStatement Add(DateTimeOffset? value) => Add(value?.ToUnixTimeMilliseconds());

    public SqliteStatement Add(string? value)
    {
        Check(value is null
            ? raw.sqlite3_bind_null(_statement, ++_added)
            : raw.sqlite3_bind_text(_statement, ++_added, value));
        return this;
    }

    /// <summary>Runs to the end and is ready for the next use.</summary>
    public void Run()
    {
        using (this)
            while (Step()) { }
    }

    /// <summary>Goes to the next row, if there is one.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        Check(code);
        return false;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public OpaqueId Id(int column) => OpaqueId.FromBytes(raw.sqlite3_column_blob(_statement, column));

    public OpaqueId? IdOrNull(int column) => IsNull(column) ? null : Id(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Number(column));

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    /// <summary>Makes it ready for the next use. Parameters are let go, so that no payload stays behind in memory.</summary>
    public void Dispose()
    {
        _added = 0;
        _ = raw.sqlite3_reset(_statement); // Repeats the error of the step that failed, which was reported then.
        _ = raw.sqlite3_clear_bindings(_statement);
    }

    /// <summary>Ends it for good.</summary>
    public void Close() => _statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
