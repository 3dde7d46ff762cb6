using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Athera.Silo.Storage.Sqlite;

/// <summary>
/// One database file: a single writer, since SQLite has one anyway and processes that fight for it starve each other, and a few
/// readers that never wait for the writer.
/// </summary>
/// <remarks>
/// SQLite blocks its thread, on the disk and on locks, so all work runs on the thread pool and never on a grain's scheduler. A
/// connection that failed is closed; the next call opens another, so the store recovers when the file or the disk does.
/// </remarks>
internal sealed class SqliteDatabase(string path, SqliteOptions options) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly SemaphoreSlim _reading = new(options.Readers);
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private SqliteSession? _writer;

    /// <summary>Runs work in a write transaction of its own, on disk when this returns.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Write(work), CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Runs work that only reads.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Read(work), CancellationToken.None);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Creates the file if it is missing and brings its schema up to date.</summary>
    /// <param name="scripts">The folder of the schema.</param>
    /// <param name="now">What to note as the time of the upgrade.</param>
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    public async Task MigrateAsync(string scripts, DateTimeOffset now, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            await Task.Run(() => Migrate(scripts, now), CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        while (_readers.TryTake(out var reader))
            reader.Dispose();
        _writing.Dispose();
        _reading.Dispose();
    }

    private T Write<T>(Func<SqliteSession, T> work)
    {
        try
        {
            var session = _writer ??= Open(SqliteOpenMode.ReadWrite);
            session.Statement("begin immediate").Run();
            var result = work(session);
            session.Statement("commit").Run();
            return result;
        }
        catch (Exception failure)
        {
            // Closing the connection rolls back whatever state the failure left the transaction in.
            _writer?.Dispose();
            _writer = null;
            if (failure is SqliteException fault)
                throw SqliteFaults.Translate(fault);
            throw;
        }
    }

    private T Read<T>(Func<SqliteSession, T> work)
    {
        SqliteSession? session = null;
        try
        {
            if (!_readers.TryTake(out session))
                session = Open(SqliteOpenMode.ReadWrite);
            var result = work(session);
            _readers.Add(session);
            return result;
        }
        catch (Exception failure)
        {
            session?.Dispose();
            if (failure is SqliteException fault)
                throw SqliteFaults.Translate(fault);
            throw;
        }
    }

    private void Migrate(string scripts, DateTimeOffset now)
    {
        try
        {
            CreateDirectory();
            using var session = Open(SqliteOpenMode.ReadWriteCreate);
            SqliteMigration.Run(session, SchemaScripts.Of("Sqlite", scripts), now);
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Translate(fault);
        }
    }

    private void CreateDirectory()
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private SqliteSession Open(SqliteOpenMode mode) => SqliteSession.Open(path, mode, options.BusyTimeout);
}
