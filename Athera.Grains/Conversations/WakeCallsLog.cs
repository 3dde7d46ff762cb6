using Athera.Journal;
using Microsoft.Extensions.Logging;

namespace Athera.Conversations;

internal static partial class WakeCallsLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Category} {Stream} of tenant {Tenant} cannot do what is due, each time for the same reason; it is called ever more rarely until that is mended")]
    public static partial void Stuck(this ILogger log, StreamCategory category, OpaqueId stream, OpaqueId tenant, Exception failure);
}
