using Athera.Channels;

namespace Athera.Api.Webhooks;

/// <summary>The gateway of whichever silo is next, for an API that is not part of one.</summary>
internal sealed class RemoteChannelGateway(IGrainFactory grains) : IChannelGateway
{
    /// <inheritdoc/>
    public Task<WebhookReply> ReceiveAsync(WebhookRequest request) => grains.GetGrain<IChannelGatewayGrain>(0).Receive(request);

    /// <inheritdoc/>
    public Task NoteTooLargeAsync(string provider, ChannelAccountId? account) =>
        grains.GetGrain<IChannelGatewayGrain>(0).NoteTooLarge(provider, account);
}
