using Microsoft.Extensions.Logging;

namespace Athera.Inbox;

internal static partial class LiveFeedLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Followers of the feed of tenant {Tenant} were not told; they look by themselves")]
    public static partial void NotTold(this ILogger log, OpaqueId tenant, Exception error);
}
