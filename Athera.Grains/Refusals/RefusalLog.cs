using Microsoft.Extensions.Logging;

namespace Athera.Refusals;

internal static partial class RefusalLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "What was refused of tenant {Tenant} could not be stored yet: {Failure}")]
    public static partial void NotTold(this ILogger log, OpaqueId tenant, string failure);
}
