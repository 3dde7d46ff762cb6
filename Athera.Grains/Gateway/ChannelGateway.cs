using Athera.Channels;
using Athera.Journal;
using Athera.Refusals;
using Microsoft.Extensions.Logging;

namespace Athera.Gateway;

/// <summary>Hop 2: proves a provider's request, reads it, and has every element brought to its owner before it says yes.</summary>
public sealed class ChannelGateway(
    ChannelCatalog catalog, ChannelAccountDirectory accounts, ElementGuard guard, ElementDelivery delivery, IPublicUrl publicUrl,
    RefusedWebhooks refused, GatewayMetrics metrics, TimeProvider clock, ILogger<ChannelGateway> log) : IChannelGateway
{
    private static readonly TimeSpan ProofPatience = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<WebhookReply> ReceiveAsync(WebhookRequest request)
    {
        if (catalog.FindProtocol(request.Provider) is not { } protocol)
            return WebhookReply.NotFound;
        try
        {
            return await ProveAndDeliverAsync(protocol, request);
        }
        catch (StoreUnavailableException)
        {
            log.StoreUnavailable(request.Provider);
            return WebhookReply.Unavailable;
        }
    }

    /// <inheritdoc/>
    public async Task NoteTooLargeAsync(string provider, ChannelAccountId? account)
    {
        if (catalog.FindProtocol(provider) is null)
            return;
        try
        {
            var found = account is { } id ? await accounts.FindAsync(id) : null;
            if (account is null || found?.Channel.Provider == provider)
                refused.Note(found, RefusalReasons.TooLarge);
        }
        catch (StoreUnavailableException)
        {
            log.StoreUnavailable(provider);
        }
    }

    /// <summary>
    /// Whether a request over an account's own route has a good signature; while no database answers, by what was last known of the
    /// account. <see langword="null"/>: it has not been seen since this silo started.
    /// </summary>
    public async Task<bool?> ProvesAsync(IWebhookProtocol protocol, WebhookRequest request, ChannelAccountId id)
    {
        ConnectedAccount? account;
        try
        {
            account = await accounts.FindAsync(id).AsTask().WaitAsync(ProofPatience, clock);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or TimeoutException)
        {
            account = accounts.FindLast(id);
            if (account is null)
                return null;
        }
        return account is not null && account.Channel.Provider == protocol.Provider
            && protocol.Proves(request, Proof(protocol, account));
    }

    private async Task<WebhookReply> ProveAndDeliverAsync(IWebhookProtocol protocol, WebhookRequest request)
    {
        ConnectedAccount? account = null;
        if (request.Account is { } id)
        {
            account = await accounts.FindAsync(id);
            if (account is null || account.Channel.Provider != protocol.Provider)
            {
                refused.Note(null, RefusalReasons.UnknownAccount);
                return WebhookReply.NotFound;
            }
        }
        else if (!protocol.CarriesManyAccounts)
        {
            return WebhookReply.NotFound;
        }
        if (protocol.Handshake(request, VerifyTokens(protocol, account)) is { } handshake)
            return handshake;
        var proof = Proof(protocol, account);
        if (!protocol.Proves(request, proof))
        {
            metrics.Refused(protocol.Provider);
            log.NotProven(protocol.Provider, request.Account?.Value ?? OpaqueId.None);
            await refused.NoteAsync(protocol, request, proof, account);
            return WebhookReply.Unauthorized;
        }
        var durable = await delivery.DeliverAsync(request, account, guard.Read(protocol, request));
        return durable ? protocol.Accepted : WebhookReply.Unavailable;
    }

    private static IReadOnlyList<string> VerifyTokens(IWebhookProtocol protocol, ConnectedAccount? account) =>
        account is null ? protocol.SharedVerifyTokens : Setting(account, protocol.VerifyTokenField);

    private ProofContext Proof(IWebhookProtocol protocol, ConnectedAccount? account) => account is null
        ? new ProofContext(protocol.SharedSecrets, publicUrl.Current)
        : new ProofContext(
            Setting(account, protocol.SecretField), publicUrl.Current,
            Setting(account, protocol.WebhookUrlField) is [var url] && Uri.TryCreate(url, UriKind.Absolute, out var own) ? own : null);

    private static string[] Setting(ConnectedAccount account, string? field) =>
        field is not null && account.Settings[field] is { Length: > 0 } value ? [value] : [];
}
