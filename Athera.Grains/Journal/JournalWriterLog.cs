using Microsoft.Extensions.Logging;

namespace Athera.Journal;

/// <summary>What the writer says.</summary>
internal static partial class JournalWriterLog
{
    [LoggerMessage(1, LogLevel.Warning, "The journal's database does not answer; {Appends} appends are of unknown fate")]
    public static partial void StoreUnavailable(this ILogger logger, int appends, Exception failure);

    [LoggerMessage(2, LogLevel.Information, "The journal's database answers again, after {Attempts} failed transactions")]
    public static partial void StoreAnswersAgain(this ILogger logger, int attempts);

    [LoggerMessage(3, LogLevel.Error, "Committing {Appends} appends failed in an unexpected way; they are of unknown fate")]
    public static partial void CommitFailed(this ILogger logger, int appends, Exception failure);

    [LoggerMessage(4, LogLevel.Warning, "The database refused a transaction of {Appends} appends; each is now committed alone")]
    public static partial void BatchRejected(this ILogger logger, int appends);

    [LoggerMessage(5, LogLevel.Error, "The database refuses an append of tenant {Tenant} to stream {Stream}")]
    public static partial void AppendRejected(this ILogger logger, OpaqueId tenant, OpaqueId stream, Exception failure);

    [LoggerMessage(6, LogLevel.Error, "Listener {Listener} failed on a commit, which stands")]
    public static partial void ListenerFailed(this ILogger logger, string listener, Exception failure);

    [LoggerMessage(7, LogLevel.Information, "The journal takes no more appends; {Appends} are still to be committed")]
    public static partial void Draining(this ILogger logger, int appends);

    [LoggerMessage(8, LogLevel.Warning, "The journal ran out of time while stopping; what was not committed by then is of unknown fate")]
    public static partial void DrainAbandoned(this ILogger logger);
}
