using Athera.Channels;
using Athera.Journal;
using Athera.Sourcing;
using Orleans.Concurrency;

namespace Athera.Refusals;

/// <summary>What of the webhooks to one channel account was refused.</summary>
[Reentrant]
public sealed class RefusalsGrain(IGrainContext context)
    : EntityGrain<AccountRefusals, RefusalEvent>(context, StreamCategory.Refusals), IRefusalsGrain
{
    /// <inheritdoc/>
    protected override AccountRefusals Empty => AccountRefusals.Empty;

    /// <inheritdoc/>
    protected override EventCodec<RefusalEvent> Codec => RefusalForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => RefusalForm.SnapshotVersion;

    /// <inheritdoc/>
    public async Task<RefusalsView> Get() => (await GetStateAsync()).View();

    /// <inheritdoc/>
    public Task<Result<Done>> Add(CountedRefusals counted) => ChangeAsync<Done>(
        refusals => counted.Counts.Count == 0 || refusals.Forgotten
            ? Decision<RefusalEvent>.Nothing
            : new RefusalsCounted(counted.Counts, counted.Last),
        _ => Done.Value);

    /// <inheritdoc/>
    public Task<Result<Done>> Forget() => ChangeAsync<Done>(
        refusals => refusals.Forgotten ? Decision<RefusalEvent>.Nothing : new RefusalsForgotten(), _ => Done.Value);

    /// <inheritdoc/>
    protected override AccountRefusals Fold(AccountRefusals state, RefusalEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(AccountRefusals state) => state.Sequence;

    /// <inheritdoc/>
    protected override AccountRefusals ReadSnapshot(ReadOnlySpan<byte> payload) => RefusalForm.Read(payload);

    /// <inheritdoc/>
    protected override byte[]? WriteSnapshot(AccountRefusals state) => state.Forgotten ? null : RefusalForm.Write(state);
}
