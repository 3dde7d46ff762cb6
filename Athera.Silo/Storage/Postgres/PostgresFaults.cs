using Athera.Journal;
using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Says which of PostgreSQL's failures are the data's fault and which the database's.</summary>
internal static class PostgresFaults
{
    /// <summary>The connection is gone or silent, rather than the statement refused.</summary>
    public static bool IsConnectionLoss(NpgsqlException failure) =>
        failure is not PostgresException refusal
        || refusal.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow;

    /// <summary>Access or a right is missing: somebody has to change the configuration, and waiting does not help.</summary>
    public static bool IsMisconfiguration(NpgsqlException failure) =>
        failure is PostgresException refusal && IsOf(refusal, "28", "3D", "42");

    /// <summary>
    /// The contract's exception. Its text names codes and constraints, never values. Whatever is not clearly the data's fault counts
    /// as unavailable: then the caller tries again later, which is right for a full disk, a deadlock, a restart, a standby that is not
    /// yet primary, and harmless for the rest.
    /// </summary>
    public static Exception Translate(NpgsqlException failure)
    {
        if (failure is not PostgresException refusal)
            return new StoreUnavailableException("PostgreSQL did not answer.", failure);
        return IsOf(refusal, "21", "22", "23", "54") // Cardinality, data, constraint, program limit.
            ? new RejectedBatchException($"PostgreSQL refused the data (SQLSTATE {refusal.SqlState}, {refusal.ConstraintName}).", refusal)
            : new StoreUnavailableException($"PostgreSQL did not do it (SQLSTATE {refusal.SqlState}).", refusal);
    }

    private static bool IsOf(PostgresException refusal, params ReadOnlySpan<string> classes)
    {
        foreach (var name in classes)
        {
            if (refusal.SqlState.StartsWith(name, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
