using System.Globalization;
using Athera.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Athera.Silo.Storage.Sqlite;

/// <summary>Says which of SQLite's failures are the data's fault and which the database's.</summary>
internal static class SqliteFaults
{
    /// <summary>Whether a row was refused: a constraint, a wrong type, a value too big. The connection is as good as before.</summary>
    public static bool IsRejection(SqliteException exception) =>
        exception.SqliteErrorCode is raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG;

    /// <summary>The contract's exception. Its text names the code only; SQLite's own message may name columns, never values.</summary>
    public static Exception Translate(SqliteException exception)
    {
        var code = exception.SqliteExtendedErrorCode.ToString(CultureInfo.InvariantCulture);
        return IsRejection(exception)
            ? new RejectedBatchException($"SQLite refused the transaction (code {code}).", exception)
            : new StoreUnavailableException($"SQLite did not do it (code {code}).", exception);
    }
}
