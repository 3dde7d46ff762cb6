using Microsoft.Extensions.Logging;

namespace Athera.Api.Webhooks;

internal static partial class WebhookLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook of {Provider} with {Bytes} bytes was answered 503: the gateway failed")]
    public static partial void GatewayFailed(this ILogger logger, Exception failure, string provider, int bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook of {Provider} that was too large could not be counted")]
    public static partial void NotCounted(this ILogger logger, Exception failure, string provider);
}
