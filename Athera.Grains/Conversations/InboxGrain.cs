using System.Security.Cryptography;
using System.Text.Json;
using Athera.Inbox;
using Athera.Journal;
using Athera.Keys;
using Orleans.Concurrency;

namespace Athera.Conversations;

/// <summary>A tenant's feed, read from the journal.</summary>
[StatelessWorker, Reentrant]
public sealed class InboxGrain(IGrainContext context, IJournalStore store, IKeyVault vault) : Grain(context), IInboxGrain
{
    private const int MaxPage = 500;

    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);

    /// <inheritdoc/>
    public async Task<FeedPage> Read(long after, int limit)
    {
        var stored = await store.ReadFeedAsync(_key.Tenant, after, Math.Clamp(limit, 1, MaxPage), CancellationToken.None);
        var conversations = stored.Where(e => e.Category == StreamCategory.Conversation).ToList();
        var subjects = conversations.Select(e => SubjectKey.SubjectOf(e.Payload.Span)).ToHashSet();
        var keys = await vault.GetManyAsync(_key.Tenant, subjects, CancellationToken.None);
        var events = new List<InboxEvent>(conversations.Count);
        foreach (var @event in conversations)
        {
            // What was erased is passed over: there is nothing left to tell.
            if (keys.TryGetValue(SubjectKey.SubjectOf(@event.Payload.Span), out var key) && View(@event, key) is { } told)
                events.Add(told);
        }
        return new FeedPage(events, stored.Count > 0 ? stored[^1].Position : after);
    }

    // One event that cannot be read stops its own conversation, which is shown in the quarantine; not the feed of the whole tenant.
    private InboxEvent? View(StoredEvent stored, SubjectKey key)
    {
        try
        {
            return FeedEvents.View(new TenantKey(_key.Tenant, stored.Stream), stored, key);
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<long> Position() => store.ReadFeedPositionAsync(_key.Tenant, CancellationToken.None);
}
