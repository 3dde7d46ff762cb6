namespace Athera.Channels;

/// <summary>
/// Hop 2, as the API sees it. In a silo it is the silo's own, called directly: a message then takes one grain call and not two.
/// An API that runs elsewhere asks the <see cref="IChannelGatewayGrain"/> of a silo, since secrets never leave one.
/// </summary>
public interface IChannelGateway
{
    /// <summary>Answers only when everything the request held is durable; until then it says 503.</summary>
    Task<WebhookReply> ReceiveAsync(WebhookRequest request);

    /// <summary>Counts a webhook that was refused before it was read, because its body is larger than is taken in.</summary>
    Task NoteTooLargeAsync(string provider, ChannelAccountId? account);
}
