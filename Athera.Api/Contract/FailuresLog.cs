using Microsoft.Extensions.Logging;

namespace Athera.Api.Contract;

internal static partial class FailuresLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {Trace} was answered 503: no silo could serve it")]
    public static partial void SiloUnavailable(this ILogger logger, Exception failure, string trace);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Trace} failed")]
    public static partial void RequestFailed(this ILogger logger, Exception failure, string trace);
}
