using Microsoft.Extensions.Logging;

namespace Athera.Conversations;

internal static partial class WakeSweepLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "More than {Count} conversations are due at once; going on")]
    public static partial void Behind(this ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due cannot be read: the database does not answer")]
    public static partial void StoreUnavailable(this ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep for due work failed and goes on")]
    public static partial void Failed(this ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Conversation {Conversation} could not do what is due ({Error}); it is called again")]
    public static partial void CallFailed(this ILogger log, OpaqueId conversation, string error);
}
