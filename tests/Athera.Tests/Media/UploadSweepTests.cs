using Athera.Journal;
using Athera.Media;
using Athera.Media.Blobs;
using Athera.Media.Pictures;
using Athera.Media.Sealing;
using Athera.Media.Uploading;
using Athera.Tests.Silos;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Athera.Tests.Media;

[Collection(nameof(TestSilo))]
public sealed class UploadSweepTests(TestSilo silo)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_never_sent_is_removed_though_its_tenant_brings_nothing_new()
    {
        var (one, other) = ((await Business.OpenAsync(silo)).Tenant, (await Business.OpenAsync(silo)).Tenant);
        var kept = await UploadAsync(one);
        await UploadAsync(other);

        await Sweep(TimeSpan.FromHours(23)).SweepAsync(Cancellation);
        Assert.True((await silo.Grains.Get<IUploadGrain>(one, kept).Get()).Granted);

        await Sweep(TimeSpan.FromHours(25)).SweepAsync(Cancellation);
        Assert.Empty(await LeftAsync(one));
        Assert.Empty(await LeftAsync(other));
        Assert.Equal(RefusalKind.NotFound, (await silo.Grains.Get<IUploadGrain>(one, kept).Get()).Refusal?.Kind);
    }

    [Fact]
    public void Of_those_alive_all_silos_choose_the_same_one_for_a_tenant_and_one_that_goes_moves_its_own_tenants_only() =>
        Gen.Select(Gen.ULong, Gen.ULong[1, ulong.MaxValue].Array[1, 8]).Sample((number, silos) =>
        {
            var tenant = new TenantId(new OpaqueId(number, number));
            var alive = silos.Distinct().Select(id => new OpaqueId(0, id)).ToList();
            var chosen = UploadSweep.SweeperOf(tenant, alive)!.Value;
            var without = alive.Where(id => id != alive[0]).ToList();
            return alive.Contains(chosen)
                && UploadSweep.SweeperOf(tenant, [.. alive.AsEnumerable().Reverse()]) == chosen
                && (chosen == alive[0] || UploadSweep.SweeperOf(tenant, without) == chosen);
        });

    private UploadSweep Sweep(TimeSpan later)
    {
        var clock = new Later(later);
        var uploads = new Uploads(silo.Service<SealedBlobs>(), silo.Service<Thumbnails>(), silo.Service<IOptions<MediaOptions>>(), clock);
        return new UploadSweep(silo.Store, uploads, silo.Service<ISiloRoster>(), clock, NullLogger<UploadSweep>.Instance);
    }

    private async Task<OpaqueId> UploadAsync(TenantId tenant)
    {
        var id = OpaqueId.New();
        var upload = silo.Grains.Get<IUploadGrain>(tenant, id);
        Assert.True((await upload.Append(0, new byte[] { 1, 2, 3 })).Granted);
        Assert.True((await upload.Complete(new CompleteUpload(null, "notes.bin"))).Granted);
        return id;
    }

    private async Task<IReadOnlyList<ListedBlob>> LeftAsync(TenantId tenant)
    {
        var left = new List<ListedBlob>();
        await foreach (var blob in silo.Service<IBlobStore>().ListAsync(tenant, tenant.Value, Cancellation))
            left.Add(blob);
        return left;
    }

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
