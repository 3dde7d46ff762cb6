using Athera.Journal;
using Athera.Sourcing;
using Orleans.Concurrency;

namespace Athera.Turns.Spending;

/// <summary>Grants a tenant's money for models to silos. Key: tenant and the id derived from it.</summary>
[Alias("Athera.ISpendGrain")]
public interface ISpendGrain : IGrainWithStringKey
{
    /// <summary>Grants some of the day's money; nothing when what is left is not enough.</summary>
    [Alias("Grant")]
    Task<Result<SpendGrant>> Grant(SpendWish wish);
}

/// <summary>What a silo wants.</summary>
/// <param name="Day">The day (UTC) it is for.</param>
/// <param name="Wanted">What it would like, in millionths.</param>
/// <param name="Needed">What is of use to it at least.</param>
/// <param name="PerDay">The tenant's money for the day.</param>
[GenerateSerializer, Immutable, Alias("Athera.SpendWish")]
public sealed record SpendWish(
    [property: Id(0)] DateOnly Day, [property: Id(1)] long Wanted, [property: Id(2)] long Needed, [property: Id(3)] long PerDay);

/// <summary>What it may spend.</summary>
/// <param name="Micros">In millionths; 0 for nothing.</param>
[GenerateSerializer, Immutable, Alias("Athera.SpendGrant")]
public sealed record SpendGrant([property: Id(0)] long Micros);

/// <summary>Grants a tenant's money for models to silos.</summary>
[Reentrant]
public sealed class SpendGrain(IGrainContext context)
    : EntityGrain<Spend, SpendEvent>(context, StreamCategory.Spend), ISpendGrain
{
    /// <inheritdoc/>
    protected override Spend Empty => Spend.Empty;

    /// <inheritdoc/>
    protected override EventCodec<SpendEvent> Codec => SpendForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => SpendForm.SnapshotVersion;

    /// <summary>The stream of a tenant.</summary>
    public static OpaqueId IdOf(TenantId tenant) => tenant.IdOf("spend"u8);

    /// <inheritdoc/>
    public Task<Result<SpendGrant>> Grant(SpendWish wish)
    {
        var granted = 0L;
        return ChangeAsync(
            spend => (granted = spend.Grant(wish)) == 0 ? Decision<SpendEvent>.Nothing : new SpendGranted(wish.Day, granted),
            _ => new SpendGrant(granted));
    }

    /// <inheritdoc/>
    protected override Spend Fold(Spend state, SpendEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(Spend state) => state.Sequence;

    /// <inheritdoc/>
    protected override Spend ReadSnapshot(ReadOnlySpan<byte> payload) => SpendForm.Read(payload);

    /// <inheritdoc/>
    protected override byte[] WriteSnapshot(Spend state) => SpendForm.Write(state);
}
