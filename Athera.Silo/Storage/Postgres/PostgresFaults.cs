using Athera.Journal;
using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Says which of PostgreSQL's failures are the data's fault and which the database's.</summary>
internal static class PostgresFaults
{
    /// <summary>The connection is gone, rather than the statement refused.</summary>
    public static bool IsConnectionLoss(NpgsqlException failure) =>
        failure is not PostgresException refusal
            ? failure.InnerException is not TimeoutException
            : refusal.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow;

    /// <summary>
    /// The contract's exception. Its text names codes and constraints, never values. Whatever is not clearly the data's fault counts
    /// as unavailable: then the caller tries again later, which is right for a full disk, a deadlock, a restart, a standby that is not
    /// yet primary, and harmless for the rest.
    /// </summary>
    public static Exception Translate(NpgsqlException failure)
    {
        if (failure is not PostgresException refusal)
            return new StoreUnavailableException("PostgreSQL did not answer.", failure);
        return IsRejection(refusal.SqlState)
            ? new RejectedBatchException($"PostgreSQL refused the data (SQLSTATE {refusal.SqlState}, {refusal.ConstraintName}).", refusal)
            : new StoreUnavailableException($"PostgreSQL did not do it (SQLSTATE {refusal.SqlState}).", refusal);
    }

    // Cardinality violation, data exception, integrity constraint violation, program limit exceeded.
    private static bool IsRejection(string state) => state.AsSpan(0, 2) is "21" or "22" or "23" or "54";
}
