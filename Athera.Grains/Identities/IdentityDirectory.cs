using System.Collections.Concurrent;
using Athera.Channels;
using Athera.Contacts;
using Athera.Conversations;
using Athera.Journal;
using Athera.Keys;

namespace Athera.Identities;

/// <summary>
/// Turns (channel account, address) into a conversation, by keyed hashes only. A new sender gets fresh random ids and a key of
/// its own here; they become real with the conversation's first commit, and if another webhook came first, that one's win.
/// </summary>
public sealed class IdentityDirectory(IJournalStore store, IKeyVault vault)
{
    /// <summary>Senders kept; beyond it the memory is emptied, which costs reads and nothing else.</summary>
    private const int MaxEntries = 200_000;

    private readonly ConcurrentDictionary<ClaimKey, Identity> _kept = new();
    private readonly ConcurrentDictionary<ClaimKey, Lazy<Task<Identity>>> _resolving = new();

    /// <summary>Where a sender's messages go.</summary>
    /// <exception cref="StoreUnavailableException">The sender is not kept and a database cannot be reached.</exception>
    public async ValueTask<Identity> ResolveAsync(
        ConnectedAccount account, IReadOnlyList<Address> addresses, CancellationToken cancellation)
    {
        var lookup = await vault.GetLookupKeyAsync(account.Tenant, cancellation);
        var first = ConversationClaims.OfIdentity(lookup, account.Id, addresses[0]);
        if (_kept.TryGetValue(first, out var identity))
            return identity;
        // Two webhooks of one new sender at once are given the same conversation, not two that race.
        var resolving = _resolving.GetOrAdd(
            first,
            static (_, a) => new Lazy<Task<Identity>>(() => a.Self.ReadAsync(a.account, a.addresses, a.lookup)),
            (Self: this, account, addresses, lookup));
        try
        {
            identity = await resolving.Value.WaitAsync(cancellation);
        }
        finally
        {
            _resolving.TryRemove(KeyValuePair.Create(first, resolving));
        }
        if (_kept.Count >= MaxEntries)
            _kept.Clear();
        return _kept.GetOrAdd(first, identity);
    }

    /// <summary>The conversation a sender has on an account, or <see langword="null"/>; nothing is made up for one who has none.</summary>
    /// <exception cref="StoreUnavailableException">The sender is not kept and a database cannot be reached.</exception>
    public async ValueTask<ConversationId?> FindAsync(ConnectedAccount account, Address address, CancellationToken cancellation)
    {
        var key = ConversationClaims.OfIdentity(await vault.GetLookupKeyAsync(account.Tenant, cancellation), account.Id, address);
        if (_kept.TryGetValue(key, out var identity))
            return identity.Conversation;
        var held = await store.FindClaimsAsync([key], cancellation);
        return held.TryGetValue(key, out var claim) && claim.Tenant == account.Tenant ? new ConversationId(claim.Stream) : null;
    }

    /// <summary>Resolves a sender again next time: what was known turned out not to be so.</summary>
    public async ValueTask ForgetAsync(ConnectedAccount account, IReadOnlyList<Address> addresses, CancellationToken cancellation)
    {
        var lookup = await vault.GetLookupKeyAsync(account.Tenant, cancellation);
        _kept.TryRemove(ConversationClaims.OfIdentity(lookup, account.Id, addresses[0]), out _);
    }

    private async Task<Identity> ReadAsync(ConnectedAccount account, IReadOnlyList<Address> addresses, LookupKey lookup)
    {
        var identities = addresses.Select(a => ConversationClaims.OfIdentity(lookup, account.Id, a)).ToList();
        var contacts = addresses.Select(a => ContactClaims.OfAddress(lookup, a)).ToList();
        var held = await store.FindClaimsAsync([.. identities, .. contacts], CancellationToken.None);
        foreach (var key in identities)
        {
            if (held.TryGetValue(key, out var claim) && claim.Tenant == account.Tenant)
                return new Identity(new ConversationId(claim.Stream), default, NewContact: false);
        }
        foreach (var key in contacts)
        {
            if (held.TryGetValue(key, out var claim) && claim.Tenant == account.Tenant)
                return new Identity(ConversationId.New(), new ContactId(claim.Stream), NewContact: false);
        }
        var contact = ContactId.New();
        await vault.CreateAsync(account.Tenant, contact.Value, CancellationToken.None);
        return new Identity(ConversationId.New(), contact, NewContact: true);
    }
}

/// <summary>Where a sender's messages go.</summary>
/// <param name="Conversation">The conversation; it may not exist yet.</param>
/// <param name="Contact">For one that does not exist yet: whose it will be.</param>
/// <param name="NewContact">That contact does not exist yet either.</param>
public sealed record Identity(ConversationId Conversation, ContactId Contact, bool NewContact);
