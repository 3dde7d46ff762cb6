using Microsoft.Extensions.Logging;

namespace Athera.Reconciling;

internal static partial class ReconcilerLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} messages of {Channel} account {Account} came by no webhook and were found on the provider's list")]
    public static partial void Found(this ILogger log, ChannelAccountId account, string channel, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of {Channel} account {Account} cannot be read: {Fault} ({Detail}); it is tried again")]
    public static partial void NotRead(this ILogger log, ChannelAccountId account, string channel, string fault, string? detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "Account {Account} received more than {Count} messages in ten minutes; the older of them were not compared")]
    public static partial void TooMany(this ILogger log, ChannelAccountId account, int count);
}
