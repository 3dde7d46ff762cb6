using Athera.Journal;
using Athera.Keys;
using Athera.Sourcing;
using Orleans.Concurrency;

namespace Athera.Improvement;

/// <summary>The one way out. A page is found, recorded and only then given.</summary>
[Reentrant]
public sealed class ImprovementExportGrain(IGrainContext context, SnapshotReader reader, IJournalStore store, IKeyVault vault)
    : EntityGrain<ImprovementState, ImprovementEvent>(context, StreamCategory.Improvement), IImprovementExportGrain
{
    private static readonly Refusal Closed = new(
        RefusalKind.Conflict, "improvement_off", "Nothing may be used for improving the service; the tenant has to allow it first.");

    // Made here and nowhere else, so that nobody else can ask it.
    private readonly SampleFinder _finder = new(store, vault, reader);

    /// <inheritdoc/>
    protected override ImprovementState Empty => ImprovementState.Empty;

    /// <inheritdoc/>
    protected override EventCodec<ImprovementEvent> Codec => ImprovementForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => ImprovementForm.SnapshotVersion;

    /// <inheritdoc/>
    public async Task<Result<ImprovementView>> Get() => (await GetStateAsync()).View();

    /// <inheritdoc/>
    public Task<Result<ImprovementView>> Allow(AllowImprovement command) => ChangeAsync(
        state => state.Allowed == command.Allowed
            ? Decision<ImprovementEvent>.Nothing
            : new ImprovementAllowed(command.Allowed, command.User, Clock.GetUtcNow()),
        state => state.View());

    /// <inheritdoc/>
    public async Task<Result<Page<ImprovementSample>>> Export(ExportSamples command)
    {
        if (!(await GetStateAsync()).Allowed)
            return Closed;
        var page = await _finder.FindAsync(Key.Tenant, command.After, command.Limit, CancellationToken.None);
        if (page.Items.Count == 0)
            return page;
        var exported = new SamplesExported([.. page.Items.Select(s => s.Id)], command.User, Clock.GetUtcNow());
        return await ChangeAsync(state => state.Allowed ? exported : Closed, _ => page);
    }

    /// <inheritdoc/>
    protected override ImprovementState Fold(ImprovementState state, ImprovementEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(ImprovementState state) => state.Sequence;

    /// <inheritdoc/>
    protected override ImprovementState ReadSnapshot(ReadOnlySpan<byte> payload) => ImprovementForm.Read(payload);

    /// <inheritdoc/>
    protected override byte[] WriteSnapshot(ImprovementState state) => ImprovementForm.Write(state);
}
