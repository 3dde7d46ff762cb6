using Athera.Journal;
using Xunit;
using static Athera.Journal.AppendStatus;
using static Athera.Tests.Storage.Sample;

namespace Athera.Tests.Storage;

public abstract partial class JournalStoreCompliance
{
    [Fact]
    public async Task A_claim_says_who_holds_it()
    {
        var stream = OpaqueId.New();
        ClaimKey held = Key(), free = Key();
        await Commit(Append(Tenant, stream, 0).Claiming(held));

        var found = await Store.FindClaimsAsync([held, free], Cancellation);

        Assert.Equal(new HeldClaim(Tenant, stream, 1), Assert.Single(found, claim => claim.Key == held).Value);
        Assert.DoesNotContain(free, found.Keys);
        Assert.Empty(await Store.FindClaimsAsync([], Cancellation));
    }

    [Fact]
    public async Task A_duplicate_names_the_taken_keys_and_commits_nothing()
    {
        var stream = OpaqueId.New();
        ClaimKey held = Key(), free = Key();
        await Commit(Append(Tenant, OpaqueId.New(), 0).Claiming(held));

        var duplicate = Append(Tenant, stream, 0).Claiming(held, free).Waking(Noon).Listing(Row());
        var result = Assert.Single(await Commit(duplicate));

        Assert.Equal(Duplicate, result.Status);
        Assert.Equal([held], result.Taken!);
        Assert.Null(await Store.LoadAsync(Tenant, stream, Cancellation));
        Assert.Null(await Store.FindConversationAsync(Tenant, stream, Cancellation));
        Assert.DoesNotContain(free, await Holders(held, free));
    }

    [Fact]
    public async Task Already_done_is_said_even_of_a_stream_that_moved_on()
    {
        var stream = OpaqueId.New();
        var key = Key();
        var append = Append(Tenant, stream, 0).Claiming(key);
        await Commit(append);

        Assert.Equal([Duplicate], await Statuses(append));
    }

    [Fact]
    public async Task Of_two_appends_of_a_batch_with_one_claim_the_first_gets_it()
    {
        var key = Key();

        var results = await Commit(
            Append(Tenant, OpaqueId.New(), 0).Claiming(key), Append(Tenant, OpaqueId.New(), 0).Claiming(key));

        Assert.Equal([Committed, Duplicate], results.Select(result => result.Status));
        Assert.Equal([key], results[1].Taken!);
    }

    [Fact]
    public async Task A_claim_of_a_refused_append_stays_free()
    {
        var key = Key();
        var behind = await GivenStream();

        var statuses = await Statuses(
            Append(Tenant, behind, 0).Claiming(key), Append(Tenant, OpaqueId.New(), 0).Claiming(key));

        Assert.Equal([Conflict, Committed], statuses);
    }

    [Fact]
    public async Task A_released_claim_is_free_for_the_next()
    {
        OpaqueId first = OpaqueId.New(), second = OpaqueId.New();
        var key = Key();
        await Commit(Append(Tenant, first, 0).Claiming(key));
        Assert.Equal([Committed], await Statuses(Append(Tenant, first, 1).Releasing(key)));
        Assert.Empty(await Holders(key));

        Assert.Equal([Committed], await Statuses(Append(Tenant, second, 0).Claiming(key)));

        Assert.Equal([key], await Holders(key));
    }

    [Fact]
    public async Task A_claim_can_change_hands_within_a_batch()
    {
        OpaqueId first = OpaqueId.New(), second = OpaqueId.New();
        var key = Key();
        await Commit(Append(Tenant, first, 0).Claiming(key));

        var statuses = await Statuses(Append(Tenant, first, 1).Releasing(key), Append(Tenant, second, 0).Claiming(key));

        Assert.Equal([Committed, Committed], statuses);

        Assert.Equal(second, (await Store.FindClaimsAsync([key], Cancellation))[key].Stream);
    }

    [Fact]
    public async Task A_claim_taken_and_released_within_a_batch_leaves_nothing()
    {
        var stream = OpaqueId.New();
        var key = Key();

        await Commit(Append(Tenant, stream, 0).Claiming(key), Append(Tenant, stream, 1).Releasing(key));

        Assert.Empty(await Holders(key));
    }

    [Fact]
    public async Task Another_tenants_claim_is_not_released()
    {
        var key = Key();
        await Commit(Append(Tenant, OpaqueId.New(), 0).Claiming(key));

        Assert.Equal([Committed], await Statuses(Append(TenantId.New(), OpaqueId.New(), 0).Releasing(key)));

        Assert.Equal([key], await Holders(key));
    }

    private async Task<IEnumerable<ClaimKey>> Holders(params ClaimKey[] keys) =>
        (await Store.FindClaimsAsync(keys, Cancellation)).Keys;
}
