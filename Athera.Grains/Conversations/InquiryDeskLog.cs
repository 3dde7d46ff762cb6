using Athera.Messages;
using Microsoft.Extensions.Logging;

namespace Athera.Conversations;

internal static partial class InquiryDeskLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The provider's list was asked about send {Message} attempt {Attempt}, question {Question}: {Copies} may be it {Fault}")]
    public static partial void Inquired(this ILogger log, MessageId message, int attempt, int question, int copies, string? fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Question {Question} about send {Message} attempt {Attempt} came to nothing ({Error}); it is asked again when its time is over")]
    public static partial void NotInquired(this ILogger log, MessageId message, int attempt, int question, string error);
}
