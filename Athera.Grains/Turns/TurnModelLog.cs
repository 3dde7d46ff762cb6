using Microsoft.Extensions.Logging;

namespace Athera.Turns;

internal static partial class TurnModelLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Kind} answered a turn with HTTP {Status}")]
    public static partial void ModelRefused(this ILogger log, string kind, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Kind} failed a turn: {Error}")]
    public static partial void ModelFailed(this ILogger log, string kind, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "A turn falls back from model {Kind} to {Fallback}: {Fault}")]
    public static partial void FallsBack(this ILogger log, string kind, string fallback, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Kind} is asked again in {Wait}, after {Tries} tries")]
    public static partial void ModelAskedAgain(this ILogger log, string kind, TimeSpan wait, int tries);
}
