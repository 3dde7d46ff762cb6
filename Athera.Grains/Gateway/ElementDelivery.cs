using Athera.Channels;
using Athera.Contacts;
using Athera.Conversations;
using Athera.Identities;
using Athera.Journal;
using Athera.Keys;
using Athera.Messages;

namespace Athera.Gateway;

/// <summary>Brings what a webhook held to the grains that own it, and says whether all of it is durable.</summary>
public sealed class ElementDelivery(
    IGrainFactory grains, ChannelAccountDirectory accounts, IdentityDirectory identities, IJournalStore store, IKeyVault vault,
    UnreadDelivery unread, TemplateDelivery templates, ElementGuard guard, GatewayMetrics metrics, TimeProvider clock)
{
    /// <summary>A new sender met by two webhooks is resolved again; more often than this is not a meeting.</summary>
    private const int MaxTries = 5;

    /// <summary>
    /// Delivers every element. Messages and notices go before receipts, all those of a conversation in one call and so in one commit;
    /// what cannot be read, or whose handling fails each time, goes to the quarantine; one conversation that cannot store does not
    /// keep the others from storing.
    /// </summary>
    /// <param name="request">The request the elements came in.</param>
    /// <param name="routed">The account the route named, if it named one.</param>
    /// <param name="content">The elements.</param>
    public Task<bool> DeliverAsync(WebhookRequest request, ConnectedAccount? routed, WebhookContent content) =>
        DeliverAsync(request, routed, content, (account, ids, received, handle) => guard.HandleAsync(request, account, ids, received, handle));

    /// <summary>The same for what comes out of the quarantine: what fails is the caller's to keep.</summary>
    public Task<bool> DeliverUnguardedAsync(WebhookRequest request, ConnectedAccount? routed, WebhookContent content) =>
        DeliverAsync(request, routed, content, (_, _, _, handle) => handle());

    private delegate Task<bool> Handling(ConnectedAccount account, IReadOnlyList<string> externalIds, bool received, Func<Task<bool>> handle);

    private async Task<bool> DeliverAsync(
        WebhookRequest request, ConnectedAccount? routed, WebhookContent content, Handling handling)
    {
        var receivedAt = request.AcceptedAt ?? clock.GetUtcNow();
        var sorted = new SortedElements();
        foreach (var element in content.Elements)
            await SortAsync(request, routed, element, sorted);
        var stored = await Task.WhenAll((await ThreadsAsync(sorted)).Select(thread =>
            handling(thread.Account, thread.ExternalIds, true, () => ReceiveAsync(thread, receivedAt))));
        var reported = await Task.WhenAll(sorted.Receipts
            .GroupBy(r => r.Account.Id)
            .Select(g => ReportAsync(g.First().Account, [.. g.Select(r => r.Receipt)], handling)));
        var updated = await Task.WhenAll(sorted.Templates.Select(t => templates.UpdateAsync(routed, t)));
        var kept = await Task.WhenAll(sorted.Unread.Select(u => unread.KeepAsync(request, u.Account, u.Element)));
        return Array.TrueForAll(stored, s => s) && Array.TrueForAll(reported, r => r) && Array.TrueForAll(kept, k => k)
            && Array.TrueForAll(updated, u => u);
    }

    private sealed class SortedElements
    {
        public Dictionary<(ChannelAccountId, Address), ContactThread> Threads { get; } = [];
        public List<(ConnectedAccount Account, DeliveryReceipt Receipt)> Receipts { get; } = [];
        public List<(ConnectedAccount? Account, UnreadableElement Element)> Unread { get; } = [];
        public List<TemplateElement> Templates { get; } = [];
    }

    private async ValueTask SortAsync(
        WebhookRequest request, ConnectedAccount? routed, WebhookElement element, SortedElements sorted)
    {
        var account = element.ProviderAccountId is { } name ? await OwnerAsync(routed, name) : routed;
        switch (element)
        {
            case ReceivedElement e when account is not null:
                ThreadOf(sorted, account, e.Message.From).Messages.Add(e.Message);
                break;
            case NoticeElement e when account is not null:
                ThreadOf(sorted, account, AddressesOf(e.Notice)).Notices.Add(e.Notice);
                break;
            case ReceiptElement e when account is not null:
                sorted.Receipts.Add((account, e.Receipt));
                break;
            case TemplateElement e:
                sorted.Templates.Add(e);
                break;
            case UnreadableElement e:
                sorted.Unread.Add((account ?? routed, e));
                break;
            default:
                var reason = routed is null ? UnreadableReasons.UnknownAccount : UnreadableReasons.AccountMismatch;
                sorted.Unread.Add((routed, new UnreadableElement(element.ProviderAccountId, reason, request.Body)));
                break;
        }
    }

    // On an account's own route a good signature proves that account and no other.
    private async ValueTask<ConnectedAccount?> OwnerAsync(ConnectedAccount? routed, string providerAccountId) => routed is null
        ? await accounts.FindByProviderAsync(providerAccountId)
        : routed.Channel.ProviderAccountId(routed.Settings) == providerAccountId ? routed : null;

    private static ContactThread ThreadOf(SortedElements sorted, ConnectedAccount account, IReadOnlyList<Address> contact)
    {
        if (!sorted.Threads.TryGetValue((account.Id, contact[0]), out var thread))
            sorted.Threads.Add((account.Id, contact[0]), thread = new ContactThread(account, contact));
        return thread;
    }

    // A contact whose old address nobody knows may have written from the new one already.
    private static IReadOnlyList<Address> AddressesOf(ContactNotice notice) => notice is AddressChangeNotice change
        ? [.. notice.Contact, .. change.NewAddresses]
        : notice.Contact;

    // One contact may stand in a webhook by its number and by its user id; both are one conversation's, and one commit.
    private async Task<IReadOnlyList<ContactThread>> ThreadsAsync(SortedElements sorted)
    {
        if (sorted.Threads.Count == 1)
            return [.. sorted.Threads.Values];
        var resolved = await Task.WhenAll(sorted.Threads.Values.Select(async thread =>
            (Thread: thread, Identity: await identities.ResolveAsync(thread.Account, thread.Contact, CancellationToken.None))));
        return [.. resolved.GroupBy(r => r.Identity.Conversation).Select(g => g.Select(r => r.Thread).Aggregate((a, b) => a.With(b)))];
    }

    private async Task<bool> ReceiveAsync(ContactThread thread, DateTimeOffset receivedAt)
    {
        var (account, contact) = (thread.Account, thread.Contact);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var identity = await identities.ResolveAsync(account, contact, CancellationToken.None);
            var outcome = await grains.Get<IConversationGrain>(account.Tenant, identity.Conversation.Value).Receive(new ReceiveMessages
            {
                Account = account.Id,
                Channel = account.Channel.Kind,
                Contact = identity.Contact,
                NewContact = identity.NewContact,
                Messages = thread.Messages,
                ReceivedAt = receivedAt,
                Notices = thread.Notices,
            });
            if (outcome == ReceiveOutcome.Rejected)
                throw new InvalidOperationException("The database refuses what would be written.");
            if (outcome != ReceiveOutcome.Superseded)
                return outcome == ReceiveOutcome.Stored;
            await identities.ForgetAsync(account, contact, CancellationToken.None);
        }
        return false;
    }

    private async Task<bool> ReportAsync(ConnectedAccount account, IReadOnlyList<DeliveryReceipt> receipts, Handling handling)
    {
        var owned = await WithMessagesAsync(account, receipts);
        var reported = await Task.WhenAll(owned
            .GroupBy(r => r.Message!.Value.Conversation)
            .Select(g => handling(account, [.. g.Select(r => r.ExternalId)], false, () => ReportAsync(account, g.Key, [.. g]))));
        return Array.TrueForAll(reported, r => r);
    }

    // A conversation that does not exist is no reason to have the webhook sent again.
    private async Task<bool> ReportAsync(
        ConnectedAccount account, ConversationId conversation, IReadOnlyList<DeliveryReceipt> receipts) =>
        await grains.Get<IConversationGrain>(account.Tenant, conversation.Value).Report(receipts)
            is { Granted: true } or { Refusal.Kind: RefusalKind.NotFound };

    private async Task<List<DeliveryReceipt>> WithMessagesAsync(ConnectedAccount account, IReadOnlyList<DeliveryReceipt> receipts)
    {
        var lookup = await vault.GetLookupKeyAsync(account.Tenant, CancellationToken.None);
        ClaimKey KeyOf(DeliveryReceipt r) => ConversationClaims.OfMessage(lookup, account.Id, r.ExternalId);
        var unnamed = receipts.Where(r => r.Message is null).Select(KeyOf).Distinct().ToList();
        var held = unnamed.Count == 0
            ? new Dictionary<ClaimKey, HeldClaim>()
            : await store.FindClaimsAsync(unnamed, CancellationToken.None);
        var owned = new List<DeliveryReceipt>(receipts.Count);
        foreach (var receipt in receipts)
        {
            if (receipt.Message is not null)
                owned.Add(receipt);
            else if (held.TryGetValue(KeyOf(receipt), out var claim) && claim.Tenant == account.Tenant)
                owned.Add(receipt with { Message = new MessageId(new ConversationId(claim.Stream), claim.Sequence) });
            else
                metrics.StrayReceipt(account.Channel.Provider);
        }
        return owned;
    }
}
