using System.Buffers.Binary;
using System.Security.Cryptography;
using Athera.Journal;
using Athera.Media.Blobs;
using Microsoft.Extensions.Logging;

namespace Athera.Media.Uploading;

/// <summary>
/// Removes uploads that were never sent. Once an hour every tenant's are looked through, each by one silo: which, follows from who is
/// alive, so nobody need be asked. Two that see the cluster differently for a moment do harmless work twice, or leave it to the next hour.
/// </summary>
internal sealed class UploadSweep(
    IJournalStore store, Uploads uploads, ISiloRoster roster, TimeProvider clock, ILogger<UploadSweep> log)
    : Sweep(Interval, clock)
{
    private const int PageSize = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1), Patience = TimeSpan.FromMinutes(5);

    /// <summary>The silo that looks through a tenant's: of those alive, one that all of them choose alike.</summary>
    public static OpaqueId? SweeperOf(TenantId tenant, IReadOnlyList<OpaqueId> alive) => alive.Count == 0
        ? null
        : alive.MaxBy(silo => (Mixed(tenant.Value, silo), silo.ToString()));

    /// <summary>Looks through what this silo has to.</summary>
    public override async Task SweepAsync(CancellationToken cancellation)
    {
        var after = OpaqueId.None;
        while (await store.ListSnapshotsAsync(TenantId.Platform, StreamCategory.Tenant, after, PageSize, cancellation) is { Count: > 0 } tenants)
        {
            foreach (var tenant in tenants.Select(snapshot => new TenantId(snapshot.Stream)))
            {
                if (SweeperOf(tenant, roster.Alive) == roster.Self)
                    await SweepAsync(tenant, cancellation);
            }
            after = tenants[^1].Stream;
        }
    }

    /// <inheritdoc/>
    protected override void StoreUnavailable() => log.UploadsNotSwept();

    /// <inheritdoc/>
    protected override void Failed(Exception failure) => log.SweepFailed(failure);

    // One whose files cannot be listed keeps nobody else's from being removed.
    private async Task SweepAsync(TenantId tenant, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Patience, Clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            await uploads.RemoveStaleAsync(tenant, ended.Token);
        }
        catch (Exception failed) when (failed is BlobStoreException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            log.StoreRefused(failed);
        }
    }

    private static ulong Mixed(OpaqueId tenant, OpaqueId silo)
    {
        Span<byte> parts = stackalloc byte[2 * OpaqueId.Size];
        tenant.WriteTo(parts);
        silo.WriteTo(parts[OpaqueId.Size..]);
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(parts));
    }
}
