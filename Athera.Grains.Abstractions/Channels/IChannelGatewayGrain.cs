namespace Athera.Channels;

/// <summary>
/// Hop 2 for an API outside the silos: proves and reads a provider's request where the secrets are, and brings every element to
/// its owner. A stateless worker, key 0.
/// </summary>
[Alias("Athera.IChannelGatewayGrain")]
public interface IChannelGatewayGrain : IGrainWithIntegerKey
{
    /// <summary>Answers only when everything the request held is durable; until then it says 503.</summary>
    [Alias("Receive")]
    Task<WebhookReply> Receive(WebhookRequest request);

    /// <summary>Counts a webhook that was refused before it was read, because its body is larger than is taken in.</summary>
    [Alias("NoteTooLarge")]
    Task NoteTooLarge(string provider, ChannelAccountId? account);
}
