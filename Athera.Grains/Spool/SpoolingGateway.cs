using Athera.Channels;
using Athera.Gateway;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Athera.Spool;

/// <summary>
/// The gateway with a net under it: what a provider would not deliver again is put on this silo's disk when the journal cannot take
/// it in time, and only then accepted.
/// </summary>
/// <remarks>
/// While webhooks of a sender wait, the next ones of that sender go behind them, so their order holds on this silo. One that another
/// silo receives meanwhile may be stored before them; they then stand below it, marked as late.
/// </remarks>
public sealed class SpoolingGateway(
    ChannelGateway gateway, WebhookSpool spool, ChannelCatalog catalog, IOptions<SpoolOptions> options, TimeProvider clock,
    ILogger<SpoolingGateway> log) : IChannelGateway
{
    private static readonly TimeSpan DiskDeadline = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public async Task<WebhookReply> ReceiveAsync(WebhookRequest request)
    {
        if (!spool.Enabled || request.Account is not { } account || request.Method != "POST"
            || catalog.FindProtocol(request.Provider) is not { Redelivers: false } protocol)
            return await gateway.ReceiveAsync(request);
        SpoolLane Lane() => spool.LaneOf(account, protocol.SenderOf(request));
        // Only messages have an order to keep. A receipt that waited behind them would come too late to keep its message from being sent
        // again.
        if (request.Topic.Length > 0 || spool.Count == 0 || !spool.Holds(Lane()))
        {
            var reply = await AskAsync(request);
            if (reply.Status != WebhookReply.Unavailable.Status)
                return reply;
        }
        return await KeepAsync(protocol, request, Lane());
    }

    /// <inheritdoc/>
    public Task NoteTooLargeAsync(string provider, ChannelAccountId? account) => gateway.NoteTooLargeAsync(provider, account);

    // A commit that comes after all is met again by the spool, and then a duplicate.
    private async Task<WebhookReply> AskAsync(WebhookRequest request)
    {
        try
        {
            return await gateway.ReceiveAsync(request).WaitAsync(options.Value.After, clock);
        }
        catch (Exception failure)
        {
            log.NotInTime(request.Provider, failure.GetType().Name);
            return WebhookReply.Unavailable;
        }
    }

    private async Task<WebhookReply> KeepAsync(IWebhookProtocol protocol, WebhookRequest request, SpoolLane lane)
    {
        if (await gateway.ProvesAsync(protocol, request, lane.Account) is not { } proven)
            return WebhookReply.Unavailable;
        if (!proven)
            return WebhookReply.Unauthorized;
        using var deadline = new CancellationTokenSource(DiskDeadline, clock);
        try
        {
            var accepted = request with { AcceptedAt = clock.GetUtcNow() };
            return await spool.AppendAsync(accepted, lane, deadline.Token) ? protocol.Accepted : WebhookReply.Unavailable;
        }
        catch (OperationCanceledException)
        {
            return WebhookReply.Unavailable;
        }
    }
}
