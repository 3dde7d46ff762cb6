using Athera.Journal;
using Athera.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Sourcing;

/// <summary>
/// A grain whose state is a fold over its stream in the journal. It loads, lets a pure decision speak, writes once, and answers
/// after the commit.
/// </summary>
/// <remarks>
/// Between two awaits a decision reads the state, folds its events in and hands them to the writer, so calls may interleave and
/// several appends may be under way: a busy stream is not held to one commit at a time. When an append is refused, those behind it
/// are refused too (see <see cref="AppendChain"/>), the state is dropped, and each call reads and decides again. Two activations
/// of one grain are therefore harmless: the database lets one of them win. Whoever is only told something ("you said that
/// already", "you may not") waits too, until what it follows from is committed.
/// </remarks>
/// <typeparam name="TState">The folded state.</typeparam>
/// <typeparam name="TEvent">The base of its events.</typeparam>
public abstract partial class JournaledGrain<TState, TEvent> : Grain
    where TState : class
    where TEvent : class
{
    /// <summary>A decision that loses this often is up against something that is not a race.</summary>
    private const int MaxTries = 8;

    private readonly IJournalStore _store;
    private readonly IJournalWriter _writer;
    private Task<Folded>? _loading;
    private Folded? _folded;

    /// <summary>Reads the key, and takes what every journaled grain needs from the grain's services.</summary>
    protected JournaledGrain(IGrainContext context, StreamCategory category)
        : base(context)
    {
        Key = TenantKey.Parse(context.GrainId.Key.ToString()!);
        Category = category;
        var services = context.ActivationServices;
        _store = services.GetRequiredService<IJournalStore>();
        _writer = services.GetRequiredService<IJournalWriter>();
        Vault = services.GetRequiredService<IKeyVault>();
        Clock = services.GetRequiredService<TimeProvider>();
    }

    /// <summary>The tenant and the stream.</summary>
    protected TenantKey Key { get; }

    /// <summary>What the stream is the history of.</summary>
    protected StreamCategory Category { get; }

    /// <summary>The keys.</summary>
    protected IKeyVault Vault { get; }

    /// <summary>The clock.</summary>
    protected TimeProvider Clock { get; }

    /// <summary>The database, for what is not in the state.</summary>
    protected IJournalStore Store => _store;

    /// <summary>The state of a stream nothing has happened in.</summary>
    protected abstract TState Empty { get; }

    /// <summary>How the events are written.</summary>
    protected abstract EventCodec<TEvent> Codec { get; }

    /// <summary>The form of the snapshots this build reads and writes.</summary>
    protected abstract int SnapshotVersion { get; }

    /// <summary>One event further. An event this build does not know is <see langword="null"/>.</summary>
    protected abstract TState Fold(TState state, TEvent? @event);

    /// <summary>The last event folded in.</summary>
    protected abstract long SequenceOf(TState state);

    /// <summary>Reads a snapshot.</summary>
    protected abstract TState ReadSnapshot(ReadOnlySpan<byte> payload);

    /// <summary>Writes a snapshot, not yet sealed; <see langword="null"/> removes it.</summary>
    protected abstract byte[]? WriteSnapshot(TState state);

    /// <summary>Whether to store a snapshot with this append.</summary>
    protected virtual bool SnapshotIsDue(long before, TState after) => true;

    /// <summary>Whose key seals the stream.</summary>
    protected virtual OpaqueId SubjectOf(TState state) => Key.Tenant.Value;

    /// <summary>What else the append writes: claims, rows, a wake.</summary>
    protected virtual Append Complete(Append append, TState before, TState after, IReadOnlyList<TEvent> events, Sealer sealer) => append;

    /// <summary>The keys a decision holds in its hands while it writes.</summary>
    /// <param name="Key">Seals.</param>
    /// <param name="Lookup">Hashes.</param>
    protected sealed record Sealer(SubjectKey Key, LookupKey Lookup);

    private sealed class Folded(TState state, SubjectKey? key, LookupKey lookup)
    {
        public TState State { get; set; } = state;
        public SubjectKey? Key { get; set; } = key;
        public LookupKey Lookup { get; } = lookup;
        public AppendChain Chain { get; } = new();
        public Task<AppendResult>? Last { get; set; }
    }

    /// <summary>The state as it is committed, loaded if need be.</summary>
    protected async ValueTask<TState> GetStateAsync()
    {
        while (true)
        {
            var folded = await GetFoldedAsync();
            var state = folded.State;
            if (await IsCommittedAsync(folded))
                return state;
        }
    }

    /// <summary>
    /// Decides and writes. <paramref name="decide"/> is called again, on fresh state, when another writer came first; it has no
    /// effects of its own. Nothing is written when it gives no events.
    /// </summary>
    /// <param name="decide">The decision: what happens, or nothing.</param>
    /// <param name="onDuplicate">
    /// What to do when a claim is taken: <see langword="true"/> to decide again (the caller has noted what is taken),
    /// <see langword="false"/> to stop.
    /// </param>
    /// <param name="beforeRetry">What to find out before it is decided again, so that one refusal is not followed by its like.</param>
    protected async Task<Commit> DecideAsync(
        Func<TState, IReadOnlyList<TEvent>> decide, Func<IReadOnlyList<ClaimKey>, bool>? onDuplicate = null,
        Func<Task>? beforeRetry = null)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (tries > 0 && beforeRetry is not null)
                await beforeRetry();
            var folded = await GetFoldedAsync();
            if (folded.Key is null && !await FindKeyAsync(folded, decide))
                return new Commit(AppendStatus.Committed, folded.State, folded.State, []);
            // What was waited for may have been dropped meanwhile: it holds events that never happened.
            if (!ReferenceEquals(folded, _folded))
                continue;
            // From here to the writer nothing is awaited: what is decided on is what is extended.
            var before = folded.State;
            var events = decide(before);
            if (events.Count == 0)
            {
                if (!await IsCommittedAsync(folded))
                    continue;
                return new Commit(AppendStatus.Committed, before, before, events);
            }
            var append = Prepare(folded, before, events, out var after);
            folded.State = after;
            var appending = _writer.AppendAsync(append, CancellationToken.None).AsTask();
            folded.Last = appending;
            var result = await appending;
            if (result.Status == AppendStatus.Committed)
                return new Commit(AppendStatus.Committed, before, after, events);
            Drop(folded);
            if (result.Status == AppendStatus.Conflict
                || (result.Status == AppendStatus.Duplicate && onDuplicate is not null && onDuplicate(result.Taken ?? [])))
                continue;
            return new Commit(result.Status, before, before, []);
        }
        return new Commit(AppendStatus.Unavailable, Empty, Empty, []);
    }

    /// <summary>How a decision ended.</summary>
    /// <param name="Status">Whether it is durable.</param>
    /// <param name="Before">The state it was made on.</param>
    /// <param name="After">The state it led to.</param>
    /// <param name="Events">What was committed; empty when there was nothing to do.</param>
    protected sealed record Commit(AppendStatus Status, TState Before, TState After, IReadOnlyList<TEvent> Events)
    {
        /// <summary>Whether it is durable, or was before.</summary>
        public bool Durable => Status == AppendStatus.Committed;
    }

    /// <summary>What a status other than committed tells the caller.</summary>
    protected static Refusal RefusalOf(AppendStatus status) => status switch
    {
        AppendStatus.Duplicate => new Refusal(RefusalKind.Conflict, "taken", "Something else holds this already."),
        _ => Refusal.Unavailable,
    };

    private Append Prepare(Folded folded, TState before, IReadOnlyList<TEvent> events, out TState after)
    {
        var sealer = new Sealer(folded.Key!, folded.Lookup);
        var sequence = SequenceOf(before);
        var at = Clock.GetUtcNow();
        var data = new EventData[events.Count];
        after = before;
        for (var i = 0; i < events.Count; i++)
        {
            var context = new SealContext(Key.Tenant, Key.Id, sequence + 1 + i, SealPurpose.Event);
            data[i] = new EventData(Codec.KindOf(events[i]), at, sealer.Key.Seal(Codec.Encode(events[i]), context));
            after = Fold(after, events[i]);
        }
        var append = new Append
        {
            Tenant = Key.Tenant,
            Streams = [new StreamAppend(Key.Id, Category, sequence, data)],
            Chain = folded.Chain,
        };
        if (SnapshotIsDue(sequence, after))
            append = append with { Snapshots = [Snapshot(after, sealer)] };
        return Complete(append, before, after, events, sealer);
    }

    private Snapshot Snapshot(TState state, Sealer sealer)
    {
        var sequence = SequenceOf(state);
        var context = new SealContext(Key.Tenant, Key.Id, sequence, SealPurpose.Snapshot);
        // A bare null would be taken for a null array, and that for an empty payload: a snapshot, and not its removal.
        var payload = WriteSnapshot(state) is { } plain ? sealer.Key.Seal(plain, context) : default(ReadOnlyMemory<byte>?);
        return new Snapshot(Key.Id, Category, sequence, SnapshotVersion, payload);
    }

    // A stream that does not exist yet is sealed by whoever its first event says it belongs to. When there is no first event there is
    // nobody to ask for a key.
    private async ValueTask<bool> FindKeyAsync(Folded folded, Func<TState, IReadOnlyList<TEvent>> decide)
    {
        var events = decide(folded.State);
        if (events.Count == 0)
            return false;
        var after = events.Aggregate(folded.State, Fold);
        folded.Key = await Vault.GetAsync(Key.Tenant, SubjectOf(after), CancellationToken.None);
        return true;
    }

    // All who wait share one load. Whoever hears first forgets it, and not the load itself: one that ends before it could be
    // remembered would be remembered for ever.
    private async ValueTask<Folded> GetFoldedAsync()
    {
        if (_folded is { } folded)
            return folded;
        var loading = _loading ??= LoadAsync();
        try
        {
            return await loading;
        }
        finally
        {
            if (ReferenceEquals(_loading, loading))
                _loading = null;
        }
    }

    // What is folded but not yet committed may still come to nothing; then so does what was concluded from it. One chain is
    // committed in order, so its last append speaks for those before it.
    private async ValueTask<bool> IsCommittedAsync(Folded folded)
    {
        if (folded.Last is not { } last || (await last).Status == AppendStatus.Committed)
            return true;
        Drop(folded);
        return false;
    }

    private void Drop(Folded folded)
    {
        if (ReferenceEquals(_folded, folded))
            _folded = null;
    }
}
