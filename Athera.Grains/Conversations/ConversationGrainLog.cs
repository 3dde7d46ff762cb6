using Athera.Journal;
using Microsoft.Extensions.Logging;

namespace Athera.Conversations;

internal static partial class ConversationGrainLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due in conversation {Conversation} could not be stored: {Status}; the sweep comes again")]
    public static partial void WakeNotStored(this ILogger log, ConversationId conversation, AppendStatus status);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Conversation {Conversation} could not look at what is due when it came to memory")]
    public static partial void NotLookedAt(this ILogger log, ConversationId conversation, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was said about consent in conversation {Conversation} could not be brought to the contact's record; it is brought again")]
    public static partial void ConsentNotPassed(this ILogger log, ConversationId conversation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cart of message {Message} in conversation {Conversation} could not be made an order; it is tried again")]
    public static partial void CartNotPassed(this ILogger log, ConversationId conversation, long message, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {Call} of conversation {Conversation} could not be made a task; it is tried again")]
    public static partial void CheckNotPassed(this ILogger log, ConversationId conversation, string call, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "No task is made of call {Call} of conversation {Conversation}, whose outcome is unknown: {Reason}")]
    public static partial void NoTaskMade(this ILogger log, ConversationId conversation, string call, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "No order is made of the cart of message {Message} in conversation {Conversation}: {Reason}")]
    public static partial void NoOrderMade(this ILogger log, ConversationId conversation, long message, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Turn {Turn} of conversation {Conversation} could not be begun ({Reason}); it is begun again when its time is over")]
    public static partial void TurnNotBegun(this ILogger log, ConversationId conversation, long turn, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Files for {Conversation} could not be copied")]
    public static partial void FilesNotCopied(this ILogger log, ConversationId conversation, Exception failure);
}
