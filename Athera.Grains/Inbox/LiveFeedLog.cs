using Microsoft.Extensions.Logging;

namespace Athera.Inbox;

internal static partial class LiveFeedLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Followers of the feed of tenant {Tenant} were not told; they look by themselves")]
    public static partial void NotTold(this ILogger log, OpaqueId tenant, Exception error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A draft in conversation {Conversation} was not told; the next one or the answer will be")]
    public static partial void DraftNotTold(this ILogger log, OpaqueId conversation, Exception error);
}
