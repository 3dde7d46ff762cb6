using Athera.Journal;
using Microsoft.Extensions.Logging;

namespace Athera.Conversations;

internal static partial class ConversationGrainLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due in conversation {Conversation} could not be stored: {Status}; the sweep comes again")]
    public static partial void WakeNotStored(this ILogger log, ConversationId conversation, AppendStatus status);
}
