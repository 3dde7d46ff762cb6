using System.Collections.Concurrent;
using Athera.Journal;
using Xunit;
using static Athera.Tests.Storage.Sample;

namespace Athera.Tests.Storage;

public abstract partial class JournalStoreCompliance
{
    private const int Plenty = 10_000;

    [Fact]
    public async Task A_wake_is_handed_out_when_due_and_not_before()
    {
        var stream = OpaqueId.New();
        await Commit(Append(Tenant, stream, 0).Waking(Noon));

        Assert.Empty(await Lease(Noon.AddMilliseconds(-1)));

        var wake = Assert.Single(await Lease(Noon));
        Assert.Equal(new DueWake(Tenant, StreamCategory.Conversation, stream, Orphaned: false), wake);
    }

    [Fact]
    public async Task A_leased_wake_is_handed_out_again_only_after_the_lease()
    {
        await Commit(Append(Tenant, OpaqueId.New(), 0).Waking(Noon));
        Assert.Single(await Lease(Noon));

        Assert.Empty(await Lease(Noon.AddSeconds(59)));
        Assert.Single(await Lease(Noon.AddSeconds(60)));
    }

    [Fact]
    public async Task The_next_append_sets_or_removes_the_wake()
    {
        var stream = OpaqueId.New();
        await Commit(Append(Tenant, stream, 0).Waking(Noon));
        await Commit(Append(Tenant, stream, 1).Waking(Noon.AddHours(1)));
        Assert.Empty(await Lease(Noon));

        await Commit(Append(Tenant, stream, 2));
        Assert.Single(await Lease(Noon.AddHours(1)));

        await Commit(Append(Tenant, stream, 3).Waking(Noon), Append(Tenant, stream, 4).Waking(null));
        Assert.Empty(await Lease(Noon.AddDays(1)));
    }

    [Fact]
    public async Task A_leased_wake_can_be_put_off_unless_an_append_has_set_it_since()
    {
        OpaqueId rested = OpaqueId.New(), changed = OpaqueId.New();
        await Commit(Append(Tenant, rested, 0).Waking(Noon), Append(Tenant, changed, 0).Waking(Noon));
        var wakes = await Lease(Noon);
        await Commit(Append(Tenant, changed, 1).Waking(Noon.AddSeconds(30)));

        foreach (var wake in wakes)
            await Store.PostponeWakeAsync(wake, Noon.AddSeconds(60), Noon.AddHours(1), Cancellation);

        Assert.Equal(changed, Assert.Single(await Lease(Noon.AddMinutes(59))).Stream);
        Assert.Contains(rested, (await Lease(Noon.AddHours(1))).Select(wake => wake.Stream));
    }

    [Fact]
    public async Task Not_more_wakes_are_leased_than_asked_for()
    {
        foreach (var _ in Enumerable.Range(0, 3))
            await Commit(Append(Tenant, OpaqueId.New(), 0).Waking(DateTimeOffset.UnixEpoch));

        var now = DateTimeOffset.UnixEpoch;
        var lease = new WakeLease(Silo, now, now.AddMinutes(1), [Silo], now, Limit: 2);
        var first = await Store.LeaseWakesAsync(lease, Cancellation);
        var second = await Store.LeaseWakesAsync(lease, Cancellation);

        Assert.Equal((2, 1), (first.Count, second.Count));
        Assert.Equal(3, first.Concat(second).Select(wake => wake.Stream).Distinct().Count());
    }

    [Fact]
    public async Task The_wakes_of_a_dead_silo_are_handed_out_early_as_orphans()
    {
        OpaqueId soon = OpaqueId.New(), later = OpaqueId.New(), survivor = OpaqueId.New();
        await Commit(Append(Tenant, soon, 0).Waking(Noon.AddSeconds(30)), Append(Tenant, later, 0).Waking(Noon.AddHours(1)));

        Assert.Empty(await LeaseAs(survivor, [Silo, survivor]));
        var orphan = Assert.Single(await LeaseAs(survivor, [survivor]));

        Assert.Equal((soon, true), (orphan.Stream, orphan.Orphaned));
        Assert.Empty(await LeaseAs(survivor, [survivor]));
    }

    [Fact]
    public async Task Whoever_commits_holds_the_wake()
    {
        OpaqueId stream = OpaqueId.New(), survivor = OpaqueId.New();
        await Commit(Append(Tenant, stream, 0).Waking(Noon.AddSeconds(30)));
        await Store.CommitAsync([Append(Tenant, stream, 1).Waking(Noon.AddSeconds(30))], survivor, Noon, Cancellation);

        Assert.Empty(await LeaseAs(survivor, [survivor]));
    }

    [Fact]
    public async Task Two_silos_never_get_the_same_wake()
    {
        const int Wakes = 200;
        await Commit([.. Enumerable.Range(0, Wakes).Select(_ => Append(Tenant, OpaqueId.New(), 0).Waking(Noon))]);
        ConcurrentBag<OpaqueId> leased = [];

        async Task Sweep(IJournalStore store)
        {
            var silo = OpaqueId.New();
            var lease = new WakeLease(silo, Noon, Noon.AddHours(1), [silo, Silo], Noon, Limit: 7);
            while (await store.LeaseWakesAsync(lease, Cancellation) is { Count: > 0 } wakes)
            {
                foreach (var wake in wakes.Where(wake => wake.Tenant == Tenant))
                    leased.Add(wake.Stream);
            }
        }
        await Task.WhenAll(Sweep(Store), Sweep(OpenStore()), Sweep(OpenStore()));
        await Sweep(Store); // A sweep that found all rows locked by another has ended early.

        Assert.Equal((Wakes, Wakes), (leased.Count, leased.Distinct().Count()));
    }

    private async Task<DueWake[]> Lease(DateTimeOffset now) =>
        Mine(await Store.LeaseWakesAsync(new WakeLease(Silo, now, now.AddSeconds(60), [Silo], now, Plenty), Cancellation));

    private async Task<DueWake[]> LeaseAs(OpaqueId silo, OpaqueId[] live) => Mine(await Store.LeaseWakesAsync(
        new WakeLease(silo, Noon, Noon.AddSeconds(60), live, OrphanHorizon: Noon.AddMinutes(1), Plenty), Cancellation));

    private DueWake[] Mine(IReadOnlyList<DueWake> wakes) => [.. wakes.Where(wake => wake.Tenant == Tenant)];
}
