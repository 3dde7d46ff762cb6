using Athera.Channels;
using Athera.Conversations;
using Athera.Gateway;
using Athera.Journal;
using Athera.Keys;
using Athera.Messages;
using Microsoft.Extensions.Logging;

namespace Athera.Reconciling;

/// <summary>
/// Lists what a provider received for an account and brings to the conversations what no webhook brought, by the way a webhook goes:
/// a message known already commits nothing.
/// </summary>
public sealed class Reconciler(
    ElementDelivery delivery, IJournalStore store, IKeyVault vault, ReconcilerMetrics metrics, TimeProvider clock, ILogger<Reconciler> log)
{
    /// <summary>So much time is listed at once: its messages are held in memory, and a failure begins no further back.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMinutes(10);

    /// <summary>What came just now may still be on its way as a webhook.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>Looked through again each time: providers' lists, and the clocks of both sides, may lag by minutes.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>Nothing older is brought in: nobody waits for an answer any more, and a list of months would take hours.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(1);

    /// <summary>No further slice is begun after this; the caller comes again.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(8);

    /// <summary>Pages of a slice. An account that receives more than they hold in a slice is read to that end and logged.</summary>
    private const int MostPages = 50;

    /// <summary>Looks from where it was looked before until now, as far as the time for it goes.</summary>
    /// <param name="account">The account.</param>
    /// <param name="list">Its provider's list.</param>
    /// <param name="through">Until where it was looked.</param>
    public async Task<Reconciliation> RunAsync(ConnectedAccount account, IReceivedList list, DateTimeOffset through)
    {
        var (now, started) = (clock.GetUtcNow(), clock.GetTimestamp());
        var (end, found) = (now - Grace, 0);
        // A place kept by a clock that stood later than this one is no reason not to look.
        through = through < now - LookBack ? now - LookBack : through > end ? end : through;
        do
        {
            var until = through + Slice < end ? through + Slice : end;
            var (listed, failed) = await ListAsync(account, list, new ReceivedRange(through - Overlap, until));
            if (failed is not null)
                return Ended(account, new Reconciliation(through, found, false, failed.Fault, failed.RetryAfter));
            foreach (var missing in await MissingAsync(account, listed))
            {
                if (!await delivery.DeliverAsync(missing.Request, account, missing.Content))
                    return Ended(account, new Reconciliation(through, found, false, new Fault(Faults.ProviderUnavailable, "store")));
                found++;
            }
            through = until;
        }
        while (through < end && clock.GetElapsedTime(started) < Budget);
        return Ended(account, new Reconciliation(through, found, through >= end));
    }

    private async Task<(List<ListedMessage> Listed, ReceivedPage? Failed)> ListAsync(
        ConnectedAccount account, IReceivedList list, ReceivedRange range)
    {
        var listed = new List<ListedMessage>();
        for (var pages = 1; ; pages++)
        {
            var page = await list.ListReceivedAsync(account.Settings, account.Id, range, CancellationToken.None);
            if (page.Fault is not null)
                return (listed, page);
            listed.AddRange(page.Messages);
            if (page.Next is null)
                return (listed, null);
            if (pages == MostPages)
            {
                log.TooMany(account.Id, listed.Count);
                return (listed, null);
            }
            range = range with { Page = page.Next };
        }
    }

    private async Task<IReadOnlyList<ListedMessage>> MissingAsync(ConnectedAccount account, List<ListedMessage> listed)
    {
        if (listed.Count == 0)
            return [];
        var lookup = await vault.GetLookupKeyAsync(account.Tenant, CancellationToken.None);
        var keys = listed.DistinctBy(m => m.ExternalId).SelectMany(m => new[]
        {
            (Key: ConversationClaims.OfMessage(lookup, account.Id, m.ExternalId), Message: m),
            (Key: UnreadDelivery.ClaimOf(lookup, account.Id, m.ExternalId), Message: m),
        }).ToList();
        var held = await store.FindClaimsAsync([.. keys.Select(k => k.Key)], CancellationToken.None);
        var known = keys.Where(k => held.ContainsKey(k.Key)).Select(k => k.Message.ExternalId).ToHashSet();
        // A page lists the newest first, and messages of one second as they came.
        return [.. listed.DistinctBy(m => m.ExternalId).Where(m => !known.Contains(m.ExternalId)).Reverse().OrderBy(m => m.At)];
    }

    private Reconciliation Ended(ConnectedAccount account, Reconciliation run)
    {
        metrics.Ran(account.Channel.Kind, run);
        if (run.Found > 0)
            log.Found(account.Id, account.Channel.Kind, run.Found);
        if (run.Fault is { } fault)
            log.NotRead(account.Id, account.Channel.Kind, fault.Code, fault.Detail);
        return run;
    }
}

/// <summary>How looking for missing messages ended.</summary>
/// <param name="Through">Until where all is known now.</param>
/// <param name="Found">Messages that were missing.</param>
/// <param name="CaughtUp">Whether that is now.</param>
/// <param name="Fault">Why it could not go on.</param>
/// <param name="RetryAfter">How long the provider asked to wait.</param>
public sealed record Reconciliation(
    DateTimeOffset Through, int Found, bool CaughtUp, Fault? Fault = null, TimeSpan? RetryAfter = null);
