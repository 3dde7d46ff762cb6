using System.Security.Cryptography;
using Athera.Channels;
using Athera.Journal;
using Athera.Keys;
using Athera.Quarantine;
using Athera.Refusals;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Athera.Gateway;

/// <summary>Brings what could not be read to the quarantine of whoever may look at it.</summary>
public sealed class UnreadDelivery(
    IGrainFactory grains, IKeyVault vault, IOptions<QuarantineOptions> options, GatewayMetrics metrics, RefusedWebhooks refused,
    ILogger<UnreadDelivery> log)
{
    /// <summary>Keeps a piece and says whether it is durable.</summary>
    /// <param name="request">The request it came in.</param>
    /// <param name="account">The account it is for, if that could be read.</param>
    /// <param name="element">The piece.</param>
    public async Task<bool> KeepAsync(WebhookRequest request, ConnectedAccount? account, UnreadableElement element)
    {
        var tenant = account?.Tenant ?? options.Value.UnattributedTenant;
        metrics.Quarantined(request.Provider, element.Reason);
        log.Quarantined(request.Provider, tenant.Value, element.Reason);
        if (element.Reason == UnreadableReasons.AccountMismatch)
            refused.Note(account, RefusalReasons.AccountMismatch);
        else if (element.Reason == UnreadableReasons.UnknownAccount)
            refused.Note(null, RefusalReasons.UnknownAccount);
        var id = await IdOfAsync(request, element);
        var kept = await grains.Get<IQuarantinedGrain>(tenant, id.Value).Keep(new UnreadPiece(
            request with { Body = element.Raw, Headers = Kept(request.Headers) }, account?.Id, element.Reason, element.ExternalId));
        // Of one message in another form, the form that came first is kept.
        return kept.Granted || kept.Refusal.Kind == RefusalKind.Conflict;
    }

    /// <summary>
    /// What says that a message is in the quarantine, or was: whoever looks for missing messages must not take it for one. It is not
    /// the claim of a received message, which whoever releases it needs.
    /// </summary>
    public static ClaimKey ClaimOf(LookupKey lookup, ChannelAccountId account, string externalId) =>
        lookup.Hash("quarantined-message", account.ToString(), externalId);

    // The same piece sent again is the same piece: its id is a keyed hash of its bytes.
    private async ValueTask<QuarantineId> IdOfAsync(WebhookRequest request, UnreadableElement element)
    {
        var lookup = await vault.GetLookupKeyAsync(TenantId.Platform, CancellationToken.None);
        var bytes = Convert.ToHexString(SHA256.HashData(element.Raw.Span));
        return new QuarantineId(lookup.Hash("quarantine", request.Provider, request.Target, bytes).Value);
    }

    // Proven once, it is not proven again; of the headers only what tells how to read the body matters then.
    private static Dictionary<string, string> Kept(IReadOnlyDictionary<string, string> headers) =>
        headers.TryGetValue("content-type", out var type) ? new() { ["content-type"] = type } : [];
}
