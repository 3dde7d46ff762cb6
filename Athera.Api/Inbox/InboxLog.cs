using Microsoft.Extensions.Logging;

namespace Athera.Api.Inbox;

internal static partial class InboxLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed of tenant {Tenant} could not be read; it is tried again")]
    public static partial void FeedUnreadable(this ILogger logger, Exception failure, string tenant);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stream of tenant {Tenant} is not heard; its feed is polled until it is")]
    public static partial void SignalsUnheard(this ILogger logger, Exception failure, string tenant);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Connection {Connection} could not catch up; it is tried again")]
    public static partial void CatchUpFailed(this ILogger logger, Exception failure, string connection);

    [LoggerMessage(Level = LogLevel.Information, Message = "Connection {Connection} was cut: it took too long, or its batch could not be written")]
    public static partial void ConnectionCut(this ILogger logger, Exception failure, string connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Hub call {Method} was refused: no silo could serve it")]
    public static partial void CallUnavailable(this ILogger logger, Exception failure, string method);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Drafts of tenant {Tenant} are not heard; it is tried again")]
    public static partial void DraftsUnheard(this ILogger logger, Exception failure, string tenant);
}
