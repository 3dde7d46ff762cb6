using Athera.Journal;
using Athera.Tests.Journal;

namespace Athera.Tests.Silos;

/// <summary>A journal that can be made to wait before it writes, and to fail: before it has written, after it has, or when it is read.</summary>
internal sealed class FlakyStore(IJournalStore store) : IJournalStore
{
    private volatile Func<IReadOnlyList<Append>, bool>? _failsBefore, _failsAfter;
    private volatile Gate? _gate;

    /// <summary>Reads fail.</summary>
    public bool CannotRead { get; set; }

    /// <summary>Commits wait here.</summary>
    public void Hold(Gate gate) => _gate = gate;

    /// <summary>Commits that hold such an append fail and write nothing.</summary>
    public void FailBefore(Func<Append, bool>? which) => _failsBefore = which is null ? null : batch => batch.Any(which);

    /// <summary>Commits that hold such an append write, and their answer is lost.</summary>
    public void FailAfter(Func<Append, bool>? which) => _failsAfter = which is null ? null : batch => batch.Any(which);

    public void Heal()
    {
        (_failsBefore, _failsAfter, CannotRead, Corrupt) = (null, null, false, null);
        Interlocked.Exchange(ref _gate, null)?.Open();
    }

    public async Task<IReadOnlyList<AppendResult>> CommitAsync(
        IReadOnlyList<Append> batch, OpaqueId holder, DateTimeOffset committedAt, CancellationToken cancellation)
    {
        if (_gate is { } gate)
            await gate.PassAsync(cancellation);
        if (_failsBefore?.Invoke(batch) == true)
            throw new StoreUnavailableException("before");
        var results = await store.CommitAsync(batch, holder, committedAt, cancellation);
        return _failsAfter?.Invoke(batch) == true ? throw new StoreUnavailableException("after") : results;
    }

    public Task MigrateAsync(CancellationToken cancellation) => store.MigrateAsync(cancellation);

    /// <summary>What is stored of this stream comes back with a byte that is not what was written.</summary>
    public OpaqueId? Corrupt { get; set; }

    public async Task<StoredHistory?> LoadAsync(TenantId tenant, OpaqueId stream, CancellationToken cancellation)
    {
        var history = await Readable().LoadAsync(tenant, stream, cancellation);
        return history is { Events: [.., var last] } && stream == Corrupt
            ? history with { Events = [.. history.Events.SkipLast(1), last with { Payload = Flipped(last.Payload) }] }
            : history;
    }

    private static byte[] Flipped(ReadOnlyMemory<byte> payload)
    {
        var bytes = payload.ToArray();
        bytes[^1] ^= 1;
        return bytes;
    }

    public Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(
        TenantId tenant, OpaqueId stream, long after, int limit, CancellationToken cancellation) =>
        Readable().ReadStreamAsync(tenant, stream, after, limit, cancellation);

    public Task<IReadOnlyList<StoredMessage>> ReadTranscriptAsync(
        TenantId tenant, OpaqueId stream, IReadOnlyList<string> kinds, long before, int limit, CancellationToken cancellation) =>
        Readable().ReadTranscriptAsync(tenant, stream, kinds, before, limit, cancellation);

    public Task<IReadOnlyList<StoredEvent>> ReadFeedAsync(TenantId tenant, long after, int limit, CancellationToken cancellation) =>
        Readable().ReadFeedAsync(tenant, after, limit, cancellation);

    public Task<long> ReadFeedPositionAsync(TenantId tenant, CancellationToken cancellation) =>
        Readable().ReadFeedPositionAsync(tenant, cancellation);

    public Task<IReadOnlyDictionary<ClaimKey, HeldClaim>> FindClaimsAsync(
        IReadOnlyCollection<ClaimKey> keys, CancellationToken cancellation) => Readable().FindClaimsAsync(keys, cancellation);

    public Task<IReadOnlyList<StoredSnapshot>> ListSnapshotsAsync(
        TenantId tenant, StreamCategory category, OpaqueId after, int limit, CancellationToken cancellation) =>
        Readable().ListSnapshotsAsync(tenant, category, after, limit, cancellation);

    public Task<IReadOnlyList<StoredConversation>> ListConversationsAsync(
        TenantId tenant, ConversationFilter filter, int limit, CancellationToken cancellation) =>
        Readable().ListConversationsAsync(tenant, filter, limit, cancellation);

    public Task<StoredConversation?> FindConversationAsync(TenantId tenant, OpaqueId conversation, CancellationToken cancellation) =>
        Readable().FindConversationAsync(tenant, conversation, cancellation);

    public Task<IReadOnlyList<StoredEntity>> ListEntitiesAsync(
        TenantId tenant, StreamCategory category, EntityFilter filter, int limit, CancellationToken cancellation) =>
        Readable().ListEntitiesAsync(tenant, category, filter, limit, cancellation);

    public Task<IReadOnlyList<DueWake>> LeaseWakesAsync(WakeLease lease, CancellationToken cancellation) =>
        Readable().LeaseWakesAsync(lease, cancellation);

    public Task PostponeWakeAsync(DueWake wake, DateTimeOffset leasedUntil, DateTimeOffset until, CancellationToken cancellation) =>
        store.PostponeWakeAsync(wake, leasedUntil, until, cancellation);

    public Task PingAsync(CancellationToken cancellation) => Readable().PingAsync(cancellation);

    private IJournalStore Readable() => CannotRead ? throw new StoreUnavailableException("unreadable") : store;
}
