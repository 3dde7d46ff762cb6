using Microsoft.Extensions.Logging;

namespace Athera.Channels;

/// <summary>What channels say in the log: codes and ids, never an address or a text.</summary>
internal static partial class ChannelLog
{
    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Channel} did not accept a message of account {Account}: {Result}, {Fault} ({Detail}), provider's trace {Trace}")]
    public static partial void MessageNotAccepted(
        this ILogger log, string channel, ChannelAccountId account, SendResult result, string? fault, string? detail, string? trace);
}
