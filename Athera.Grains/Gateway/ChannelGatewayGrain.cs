using Athera.Channels;
using Orleans.Concurrency;

namespace Athera.Gateway;

/// <summary>The silo's gateway, for an API that runs elsewhere as a client.</summary>
[StatelessWorker, Reentrant]
public sealed class ChannelGatewayGrain(IGrainContext context, IChannelGateway gateway) : Grain(context), IChannelGatewayGrain
{
    /// <inheritdoc/>
    public Task<WebhookReply> Receive(WebhookRequest request) => gateway.ReceiveAsync(request);

    /// <inheritdoc/>
    public Task NoteTooLarge(string provider, ChannelAccountId? account) => gateway.NoteTooLargeAsync(provider, account);
}
