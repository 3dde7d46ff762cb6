using System.Globalization;
using Athera.Channels;
using Athera.Inbox;
using Athera.Journal;
using Athera.Keys;
using Athera.Media.Serving;
using Athera.Messages;
using Orleans.Concurrency;

namespace Athera.Conversations;

/// <summary>Reads a tenant's conversations from what was committed, without waking them.</summary>
[StatelessWorker, Reentrant]
public sealed class ConversationsGrain(IGrainContext context, IJournalStore store, IKeyVault vault, MediaLinks links)
    : Grain(context), IConversationsGrain
{
    private const int MaxPage = 200, MaxAccounts = 200;

    // A turn takes a minute; so much does not happen in a conversation meanwhile.
    private const int MaxExplained = 2000;

    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);

    /// <inheritdoc/>
    public async Task<Page<ConversationView>> List(ConversationQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, MaxPage);
        var rows = await store.ListConversationsAsync(_key.Tenant, new ConversationFilter
        {
            Status = query.Status,
            Assignee = query.Assignee,
            Channel = query.Channel,
            Label = query.Label,
            Contact = query.Contact,
            Before = long.TryParse(query.After, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : long.MaxValue,
        }, limit + 1, CancellationToken.None);
        var page = rows.Take(limit).ToList();
        var keys = await vault.GetManyAsync(
            _key.Tenant, page.Select(r => r.Row.Contact.Value).ToHashSet(), CancellationToken.None);
        return new Page<ConversationView>(
            [.. page.Select(r => InboxList.View(KeyOf(r.Row.Id), r, keys.GetValueOrDefault(r.Row.Contact.Value)))],
            rows.Count > limit ? page[^1].Position.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <inheritdoc/>
    public async Task<Result<ConversationView>> Get(ConversationId id)
    {
        if (await FindAsync(id) is not { } found)
            return Refusal.NotFound;
        return InboxList.View(KeyOf(id), found.Stored, found.Key);
    }

    /// <inheritdoc/>
    public async Task<Result<Page<MessageView>>> Messages(ConversationId id, long? before, int limit)
    {
        if (await FindAsync(id) is not { } found)
            return Refusal.NotFound;
        limit = Math.Clamp(limit, 1, MaxPage);
        if (found.Key is null)
            return new Page<MessageView>([], null);
        var stored = await store.ReadTranscriptAsync(
            _key.Tenant, id.Value, ConversationForm.MessageKinds, before ?? long.MaxValue, limit + 1, CancellationToken.None);
        var page = stored.Take(limit).ToList();
        return new Page<MessageView>(
            [.. page.Select(m => links.On(_key.Tenant, Transcript.View(KeyOf(id), m, found.Key, found.Stored.Row.Contact)))],
            stored.Count > limit ? page[^1].Event.Sequence.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <inheritdoc/>
    public async Task<Result<Page<InboxEvent>>> Events(ConversationId id, long after, int limit)
    {
        if (await FindAsync(id) is not { } found)
            return Refusal.NotFound;
        limit = Math.Clamp(limit, 1, MaxPage);
        var stored = await store.ReadStreamAsync(_key.Tenant, id.Value, after, limit + 1, CancellationToken.None);
        var page = found.Key is null ? [] : stored.Take(limit).ToList();
        return new Page<InboxEvent>(
            [.. page.Select(e => FeedEvents.View(KeyOf(id), e, found.Key!))],
            stored.Count > limit ? stored[limit - 1].Sequence.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <inheritdoc/>
    public async Task<Result<Explanation>> Explain(ConversationId id, long message)
    {
        if (await FindAsync(id) is not { Key: { } key })
            return Refusal.NotFound;
        var said = await ReadAsync(id, key, message - 1, 1);
        if (said is not [(_, MessageQueued { Turn: { } turn })])
            return Refusal.NotFound;
        var explained = Explaining.Of(turn, await ReadAsync(id, key, turn - 1, (int)Math.Min(message - turn + 1, MaxExplained)));
        return explained is null ? Refusal.NotFound : explained;
    }

    /// <inheritdoc/>
    public async Task<Page<MessageView>> FindByExternalId(string externalId)
    {
        if (externalId.Length is 0 or > InboundMessage.MaxExternalIdLength)
            return new Page<MessageView>([], null);
        var lookup = await vault.GetLookupKeyAsync(_key.Tenant, CancellationToken.None);
        var accounts = await store.ListSnapshotsAsync(
            _key.Tenant, StreamCategory.ChannelAccount, OpaqueId.None, MaxAccounts, CancellationToken.None);
        var claims = accounts
            .Select(a => ConversationClaims.OfMessage(lookup, new ChannelAccountId(a.Stream), externalId)).ToList();
        var held = await store.FindClaimsAsync(claims, CancellationToken.None);
        var messages = new List<MessageView>();
        foreach (var claim in held.Values.Where(c => c.Tenant == _key.Tenant))
        {
            var page = await Messages(new ConversationId(claim.Stream), claim.Sequence + 1, 1);
            messages.AddRange(page.Value?.Items.Where(m => m.Id.Sequence == claim.Sequence) ?? []);
        }
        return new Page<MessageView>(messages, null);
    }

    private async Task<IReadOnlyList<(long Sequence, ConversationEvent? Event)>> ReadAsync(
        ConversationId id, SubjectKey key, long after, int limit)
    {
        var stored = await store.ReadStreamAsync(_key.Tenant, id.Value, after, limit, CancellationToken.None);
        return [.. stored.Select(e => (e.Sequence, Transcript.Open(KeyOf(id), e, key)))];
    }

    private TenantKey KeyOf(ConversationId id) => new(_key.Tenant, id.Value);

    // Without its contact's key, which erasure destroys, a conversation is a line with nothing in it.
    private async Task<(StoredConversation Stored, SubjectKey? Key)?> FindAsync(ConversationId id)
    {
        if (await store.FindConversationAsync(_key.Tenant, id.Value, CancellationToken.None) is not { } stored)
            return null;
        var keys = await vault.GetManyAsync(_key.Tenant, [stored.Row.Contact.Value], CancellationToken.None);
        return (stored, keys.GetValueOrDefault(stored.Row.Contact.Value));
    }
}
