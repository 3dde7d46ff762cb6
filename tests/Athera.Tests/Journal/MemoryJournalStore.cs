using System.Collections.Concurrent;
using Athera.Journal;

namespace Athera.Tests.Journal;

/// <summary>
/// As much of a journal as its writer can see: sequences, claims, positions. An event of the kind <see cref="Poison"/> makes its
/// whole transaction refused; doors and failures are queued for the commits to come. Nothing here is read, so reads find nothing.
/// </summary>
public sealed class MemoryJournalStore : IJournalStore
{
    /// <summary>A kind of event the database cannot bear.</summary>
    public const string Poison = "poison";

    private readonly Lock _turn = new();
    private readonly Dictionary<OpaqueId, long> _sequences = [];
    private readonly Dictionary<TenantId, long> _positions = [];
    private readonly HashSet<ClaimKey> _claims = [];
    private readonly ConcurrentQueue<Func<CancellationToken, Task>> _ahead = new();
    private readonly ConcurrentQueue<int> _batches = new();
    private readonly ConcurrentQueue<Append> _committed = new();
    private readonly ConcurrentQueue<OpaqueId> _holders = new();

    /// <summary>Sizes of the transactions so far, refused ones too.</summary>
    public IEnumerable<int> Batches => _batches;

    /// <summary>What is durable, in order.</summary>
    public IEnumerable<Append> CommittedAppends => _committed;

    /// <summary>Who committed.</summary>
    public IEnumerable<OpaqueId> Holders => _holders;

    /// <summary>Stops one commit to come at a door.</summary>
    /// <param name="deaf">It does not hear its token.</param>
    public Gate HoldNext(bool deaf = false)
    {
        var gate = new Gate();
        _ahead.Enqueue(token => gate.PassAsync(deaf ? CancellationToken.None : token));
        return gate;
    }

    /// <summary>One commit to come fails.</summary>
    public void FailNext(Exception failure) => _ahead.Enqueue(_ => Task.FromException(failure));

    public async Task<IReadOnlyList<AppendResult>> CommitAsync(
        IReadOnlyList<Append> batch, OpaqueId holder, DateTimeOffset committedAt, CancellationToken cancellation)
    {
        _batches.Enqueue(batch.Count);
        _holders.Enqueue(holder);
        if (_ahead.TryDequeue(out var first))
            await first(cancellation);
        if (batch.Any(append => append.Streams.Any(stream => stream.Events.Any(one => one.Kind == Poison))))
            throw new RejectedBatchException("Not this one.");
        lock (_turn)
            return [.. batch.Select(Take)];
    }

    private AppendResult Take(Append append)
    {
        if (append.Streams.Any(stream => _sequences.GetValueOrDefault(stream.Stream) != stream.ExpectedSequence))
            return AppendResult.Conflict;
        if (append.Claims.Select(claim => claim.Key).Where(_claims.Contains).ToArray() is [_, ..] taken)
            return new AppendResult(AppendStatus.Duplicate, Taken: taken);
        foreach (var stream in append.Streams)
        {
            _sequences[stream.Stream] = stream.ExpectedSequence + stream.Events.Count;
            _positions[append.Tenant] = _positions.GetValueOrDefault(append.Tenant) + stream.Events.Count;
        }

        foreach (var claim in append.Claims)
            _claims.Add(claim.Key);
        _committed.Enqueue(append);
        return new AppendResult(AppendStatus.Committed, _positions[append.Tenant]);
    }

    public Task MigrateAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task PingAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<StoredHistory?> LoadAsync(TenantId tenant, OpaqueId stream, CancellationToken cancellation) =>
        Task.FromResult<StoredHistory?>(null);

    public Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(
        TenantId tenant, OpaqueId stream, long after, int limit, CancellationToken cancellation) => None<StoredEvent>();

    public Task<IReadOnlyList<StoredMessage>> ReadTranscriptAsync(
        TenantId tenant, OpaqueId stream, IReadOnlyList<string> kinds, long before, int limit, CancellationToken cancellation) =>
        None<StoredMessage>();

    public Task<IReadOnlyList<StoredEvent>> ReadFeedAsync(
        TenantId tenant, long after, int limit, CancellationToken cancellation) => None<StoredEvent>();

    public Task<long> ReadFeedPositionAsync(TenantId tenant, CancellationToken cancellation) => Task.FromResult(0L);

    public Task<IReadOnlyDictionary<ClaimKey, HeldClaim>> FindClaimsAsync(
        IReadOnlyCollection<ClaimKey> keys, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<ClaimKey, HeldClaim>>(new Dictionary<ClaimKey, HeldClaim>());

    public Task<IReadOnlyList<StoredSnapshot>> ListSnapshotsAsync(
        TenantId tenant, StreamCategory category, OpaqueId after, int limit, CancellationToken cancellation) => None<StoredSnapshot>();

    public Task<IReadOnlyList<StoredConversation>> ListConversationsAsync(
        TenantId tenant, ConversationFilter filter, int limit, CancellationToken cancellation) => None<StoredConversation>();

    public Task<StoredConversation?> FindConversationAsync(
        TenantId tenant, OpaqueId conversation, CancellationToken cancellation) => Task.FromResult<StoredConversation?>(null);

    public Task<IReadOnlyList<StoredEntity>> ListEntitiesAsync(
        TenantId tenant, StreamCategory category, EntityFilter filter, int limit, CancellationToken cancellation) => None<StoredEntity>();

    public Task<IReadOnlyList<DueWake>> LeaseWakesAsync(WakeLease lease, CancellationToken cancellation) => None<DueWake>();

    public Task PostponeWakeAsync(DueWake wake, DateTimeOffset leasedUntil, DateTimeOffset until, CancellationToken cancellation) =>
        Task.CompletedTask;

    private static Task<IReadOnlyList<T>> None<T>() => Task.FromResult<IReadOnlyList<T>>([]);
}
