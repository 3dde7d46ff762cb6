using Microsoft.Extensions.Logging;

namespace Athera.Gateway;

internal static partial class GatewayLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A {Provider} webhook for account {Account} has no good signature and was refused")]
    public static partial void NotProven(this ILogger log, string provider, OpaqueId account);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A {Provider} webhook could not be stored and was answered with 503")]
    public static partial void StoreUnavailable(this ILogger log, string provider);

    [LoggerMessage(Level = LogLevel.Error, Message = "Handling {Count} elements of a {Provider} webhook for account {Account} fails each time; they are parked in the quarantine")]
    public static partial void HandlingFailed(this ILogger log, string provider, ChannelAccountId account, int count, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Provider} webhook cannot be read: its reader fails; it is parked in the quarantine")]
    public static partial void ReaderFailed(this ILogger log, string provider, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Part of a {Provider} webhook went to the quarantine of tenant {Tenant}: {Reason}")]
    public static partial void Quarantined(this ILogger log, string provider, OpaqueId tenant, string reason);
}
