using Microsoft.Extensions.Logging;

namespace Athera.Spool;

internal static partial class SpoolLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A {Provider} webhook could not be stored in time ({Reason}); it goes to the spool")]
    public static partial void NotInTime(this ILogger log, string provider, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The spool holds {Count} webhooks of an earlier process")]
    public static partial void Found(this ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The spool is full at {Count} webhooks; what comes now is refused")]
    public static partial void Full(this ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The spool's disk refuses; what comes now is refused")]
    public static partial void DiskRefused(this ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} spooled webhooks are in the journal now")]
    public static partial void Drained(this ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Spooled webhook {Sequence} could not be stored")]
    public static partial void Failed(this ILogger log, long sequence, Exception failure);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Spooled webhook {Sequence} of account {Account} cannot be stored ({Status}) and is put aside in the spool's directory")]
    public static partial void Parked(this ILogger log, long sequence, OpaqueId account, int status);
}
