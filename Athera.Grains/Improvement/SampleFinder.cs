using System.Globalization;
using Athera.Contacts;
using Athera.Conversations;
using Athera.Journal;
using Athera.Keys;
using Athera.Messages;
using Athera.Sourcing;

namespace Athera.Improvement;

/// <summary>
/// Finds samples in what was committed. Nothing is kept: whoever takes back its word, or was erased, is in no page from then on.
/// </summary>
internal sealed class SampleFinder(IJournalStore store, IKeyVault vault, SnapshotReader reader)
{
    private const int MaxConversations = 50, MaxMessages = 60;

    /// <summary>As far as contacts merged into each other are followed.</summary>
    private const int MaxMerges = 5;

    /// <summary>A page of samples, from the conversations with the newest activity back.</summary>
    public async Task<Page<ImprovementSample>> FindAsync(TenantId tenant, string? after, int limit, CancellationToken cancellation)
    {
        limit = Math.Clamp(limit, 1, MaxConversations);
        var before = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : long.MaxValue;
        var rows = await store.ListConversationsAsync(tenant, new ConversationFilter { Before = before }, limit + 1, cancellation);
        var samples = new List<ImprovementSample>();
        foreach (var row in rows.Take(limit).Select(r => r.Row))
        {
            var chain = await ChainAsync(tenant, row.Contact, cancellation);
            if (Sampling.AgreedAt(chain) is { } agreedAt)
                samples.AddRange(Sampling.Of(await TranscriptAsync(tenant, row, cancellation), chain[0], agreedAt));
        }
        return new Page<ImprovementSample>(
            samples, rows.Count > limit ? rows[limit - 1].Position.ToString(CultureInfo.InvariantCulture) : null);
    }

    // As last committed: that is the contact's newest word.
    private async Task<IReadOnlyList<Contact>> ChainAsync(TenantId tenant, ContactId contact, CancellationToken cancellation)
    {
        var chain = new List<Contact>();
        for (ContactId? next = contact; next is { } one; next = chain[^1].MergedInto)
        {
            var found = await reader.FindAsync(tenant, one.Value, static (_, payload) => ContactForm.Read(payload), cancellation);
            if (found is null || chain.Count == MaxMerges)
                return [];
            chain.Add(found);
        }
        return chain;
    }

    private async Task<IReadOnlyList<MessageView>> TranscriptAsync(TenantId tenant, ConversationRow row, CancellationToken cancellation)
    {
        var keys = await vault.GetManyAsync(tenant, [row.Contact.Value], cancellation);
        if (!keys.TryGetValue(row.Contact.Value, out var key))
            return [];
        var stored = await store.ReadTranscriptAsync(
            tenant, row.Id.Value, ConversationForm.MessageKinds, long.MaxValue, MaxMessages, cancellation);
        return [.. stored.Select(m => Transcript.View(new TenantKey(tenant, row.Id.Value), m, key, row.Contact)).Reverse()];
    }
}
