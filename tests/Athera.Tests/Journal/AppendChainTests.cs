using Athera.Journal;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Journal;

public sealed class AppendChainTests
{
    private static readonly OpaqueId _stream = new(0, 1);
    private static readonly TenantId _tenant = new(new OpaqueId(0, 2));

    [Fact]
    public async Task A_refused_append_breaks_its_chain_and_a_committed_one_does_not()
    {
        await using var fixture = new WriterFixture();
        var chain = new AppendChain();
        var stream = OpaqueId.New();

        Assert.Equal(AppendStatus.Committed, await fixture.StatusOf(fixture.Append(stream) with { Chain = chain }));
        Assert.False(chain.IsBroken);
        Assert.Equal(AppendStatus.Conflict, await fixture.StatusOf(fixture.Append(stream) with { Chain = chain }));
        Assert.True(chain.IsBroken);
    }

    [Fact]
    public async Task An_append_whose_fate_is_unknown_breaks_its_chain()
    {
        await using var fixture = new WriterFixture();
        var chain = new AppendChain();
        fixture.Store.FailNext(new StoreUnavailableException());

        Assert.Equal(AppendStatus.Unavailable, await fixture.StatusOf(fixture.Append() with { Chain = chain }));
        Assert.True(chain.IsBroken);
    }

    [Fact]
    public void What_rests_on_a_refused_append_is_a_conflict_even_where_the_sequence_fits()
    {
        // The refused append was to be the sixth event; another silo's stands there now.
        var chain = new AppendChain();
        chain.Break();
        var facts = new BatchFacts { Heads = { [_stream] = new StreamHead(_tenant, 6) } };

        var admitted = BatchAdmission.Decide([Sample.Append(_tenant, _stream, expected: 6) with { Chain = chain }], facts);

        Assert.Equal(AppendStatus.Conflict, admitted.Results[0].Status);
    }

    [Fact]
    public void Already_done_stays_true_whatever_the_append_rests_on()
    {
        var chain = new AppendChain();
        chain.Break();
        var key = Sample.Key();
        var facts = new BatchFacts { Holders = { [key] = _tenant } };

        var admitted = BatchAdmission.Decide([Sample.Append(_tenant, _stream, 0).Claiming(key) with { Chain = chain }], facts);

        Assert.Equal(AppendStatus.Duplicate, admitted.Results[0].Status);
    }
}
