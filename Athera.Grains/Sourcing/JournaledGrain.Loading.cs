using Athera.Journal;
using Athera.Keys;

namespace Athera.Sourcing;

// How a journaled grain comes by its state: the snapshot, and the events after it.
public abstract partial class JournaledGrain<TState, TEvent>
{
    private async Task<Folded> LoadAsync()
    {
        var stored = await _store.LoadAsync(Key.Tenant, Key.Id, CancellationToken.None);
        if (stored?.Snapshot is { } old && old.Version != SnapshotVersion)
            stored = new StoredHistory(null, await ReadAllAsync());
        var key = await KeyOfAsync(stored);
        var state = stored is null || key is null ? Empty : Replay(stored, key);
        return _folded = new Folded(state, key, await Vault.GetLookupKeyAsync(Key.Tenant, CancellationToken.None));
    }

    /// <summary>The state as it was after one of its events.</summary>
    /// <param name="sequence">The event.</param>
    protected async Task<TState> GetStateAsync(long sequence)
    {
        var history = new StoredHistory(null, [.. (await ReadAllAsync()).Where(e => e.Sequence <= sequence)]);
        return await KeyOfAsync(history) is { } key ? Replay(history, key) : Empty;
    }

    private async ValueTask<SubjectKey?> KeyOfAsync(StoredHistory? stored)
    {
        if (stored is null || (stored.Snapshot is null && stored.Events.Count == 0))
            return null;
        var piece = stored.Snapshot?.Payload ?? stored.Events[0].Payload;
        return await Vault.GetAsync(Key.Tenant, SubjectKey.SubjectOf(piece.Span), CancellationToken.None);
    }

    private TState Replay(StoredHistory stored, SubjectKey key)
    {
        var state = Empty;
        if (stored.Snapshot is { } snapshot)
        {
            var context = new SealContext(Key.Tenant, Key.Id, snapshot.Sequence, SealPurpose.Snapshot);
            state = ReadSnapshot(key.Open(snapshot.Payload.Span, context));
        }
        foreach (var stands in stored.Events)
        {
            var context = new SealContext(Key.Tenant, Key.Id, stands.Sequence, SealPurpose.Event);
            state = Fold(state, Codec.Decode(stands.Kind, key.Open(stands.Payload.Span, context)));
        }
        return state;
    }

    private async Task<IReadOnlyList<StoredEvent>> ReadAllAsync()
    {
        const int PageSize = 500;
        var all = new List<StoredEvent>();
        while (true)
        {
            var after = all.Count == 0 ? 0 : all[^1].Sequence;
            var page = await _store.ReadStreamAsync(Key.Tenant, Key.Id, after, PageSize, CancellationToken.None);
            all.AddRange(page);
            if (page.Count < PageSize)
                return all;
        }
    }
}
