using System.Globalization;
using Athera.Journal;
using Athera.Keys;

namespace Athera.Sourcing;

/// <summary>
/// Reads slow things (tenants, accounts, contacts) as they were last committed, without waking their grains. Their snapshot is
/// replaced with every event, so it is the state.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="vault">The keys.</param>
public sealed class SnapshotReader(IJournalStore store, IKeyVault vault)
{
    /// <summary>Reads what a snapshot holds.</summary>
    /// <typeparam name="T">What that is.</typeparam>
    /// <param name="stream">Whose snapshot it is.</param>
    /// <param name="payload">Its payload, open.</param>
    public delegate T Opening<out T>(OpaqueId stream, ReadOnlySpan<byte> payload);

    /// <summary>One thing, or <see langword="null"/>: the tenant has no such thing, or its key is gone.</summary>
    public async Task<T?> FindAsync<T>(TenantId tenant, OpaqueId stream, Opening<T> open, CancellationToken cancellation)
        where T : class
    {
        var stored = await store.LoadAsync(tenant, stream, cancellation);
        return stored?.Snapshot is { } snapshot ? (await OpenAsync(tenant, [snapshot], open, cancellation)).FirstOrDefault() : null;
    }

    /// <summary>A page of the tenant's things of one category, in the order of their ids.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="category">Which things.</param>
    /// <param name="after">Where the page before ended, if there was one.</param>
    /// <param name="limit">At most this many, cut to 1 to 200.</param>
    /// <param name="open">Reads one.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Page<T>> ListAsync<T>(
        TenantId tenant, StreamCategory category, string? after, int limit, Opening<T> open, CancellationToken cancellation)
        where T : class
    {
        limit = Math.Clamp(limit, 1, 200);
        var start = OpaqueId.TryParse(after, out var given) ? given : OpaqueId.None;
        var snapshots = await store.ListSnapshotsAsync(tenant, category, start, limit + 1, cancellation);
        var page = snapshots.Take(limit).ToList();
        return new Page<T>(
            await OpenAsync(tenant, page, open, cancellation),
            snapshots.Count > limit ? page[^1].Stream.ToString() : null);
    }

    /// <summary>A page of the tenant's entities of one category that keep to a filter, the last to be listed first.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="category">Which things.</param>
    /// <param name="filter">What they have to be.</param>
    /// <param name="after">Where the page before ended, if there was one.</param>
    /// <param name="limit">At most this many, cut to 1 to 200.</param>
    /// <param name="open">Reads one.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Page<T>> ListAsync<T>(
        TenantId tenant, StreamCategory category, EntityFilter filter, string? after, int limit, Opening<T> open,
        CancellationToken cancellation) where T : class
    {
        limit = Math.Clamp(limit, 1, 200);
        if (long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var before))
            filter = filter with { Before = before };
        var entities = await store.ListEntitiesAsync(tenant, category, filter, limit + 1, cancellation);
        var page = entities.Take(limit).ToList();
        return new Page<T>(
            await OpenAsync(tenant, [.. page.Select(e => e.Snapshot)], open, cancellation),
            entities.Count > limit ? page[^1].Position.ToString(CultureInfo.InvariantCulture) : null);
    }

    private async Task<List<T>> OpenAsync<T>(
        TenantId tenant, IReadOnlyList<StoredSnapshot> snapshots, Opening<T> open, CancellationToken cancellation)
    {
        var subjects = snapshots.Select(s => SubjectKey.SubjectOf(s.Payload.Span)).ToHashSet();
        var keys = await vault.GetManyAsync(tenant, subjects, cancellation);
        var opened = new List<T>(snapshots.Count);
        foreach (var snapshot in snapshots)
        {
            // What has no key any more was erased; it is gone, not broken.
            if (!keys.TryGetValue(SubjectKey.SubjectOf(snapshot.Payload.Span), out var key))
                continue;
            var context = new SealContext(tenant, snapshot.Stream, snapshot.Sequence, SealPurpose.Snapshot);
            opened.Add(open(snapshot.Stream, key.Open(snapshot.Payload.Span, context)));
        }
        return opened;
    }
}
