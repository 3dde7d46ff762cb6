using Microsoft.Extensions.Logging;

namespace Athera.Turns;

internal static partial class AgentTurnGrainLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Turn {Turn} of conversation {Conversation} was stopped: nobody waits for it any more")]
    public static partial void TurnStopped(this ILogger log, OpaqueId conversation, long turn);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What turn {Turn} of conversation {Conversation} came to could not be stored; the conversation begins it again")]
    public static partial void TurnNotTold(this ILogger log, OpaqueId conversation, long turn);
}
