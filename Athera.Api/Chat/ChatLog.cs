using Microsoft.Extensions.Logging;

namespace Athera.Api.Chat;

internal static partial class ChatLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The feed is no longer followed for a tenant's visitors")]
    public static partial void ListeningFailed(this ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "chat.js is the one that came with the source: Node was not there to build it")]
    public static partial void ScriptIsPrebuilt(this ILogger logger);
}
