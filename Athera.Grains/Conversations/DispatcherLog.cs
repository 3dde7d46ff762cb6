using Athera.Channels;
using Athera.Messages;
using Microsoft.Extensions.Logging;

namespace Athera.Conversations;

internal static partial class DispatcherLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Send {Message} attempt {Attempt}: {Result} {Detail} in {Milliseconds:0} ms")]
    public static partial void Called(
        this ILogger log, MessageId message, int attempt, SendResult result, string? detail, double milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outcome of send {Message} attempt {Attempt} could not be stored ({Error}); it stays unknown until its deadline")]
    public static partial void OutcomeNotTold(this ILogger log, MessageId message, int attempt, string error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Too many sends wait on one account; {Message} is put off")]
    public static partial void LaneFull(this ILogger log, MessageId message);
}
