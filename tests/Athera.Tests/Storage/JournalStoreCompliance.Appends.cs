using Athera.Journal;
using Xunit;
using static Athera.Journal.AppendStatus;
using static Athera.Tests.Storage.Sample;

namespace Athera.Tests.Storage;

public abstract partial class JournalStoreCompliance
{
    [Fact]
    public async Task What_was_appended_is_read_back_as_it_was()
    {
        var stream = OpaqueId.New();
        var data = new EventData("message.received", Noon.AddMilliseconds(1), new byte[] { 0, 1, 255 });
        var empty = new EventData("note", Noon, ReadOnlyMemory<byte>.Empty);
        var append = new Append { Tenant = Tenant, Streams = [new(stream, StreamCategory.Contact, 0, [data, empty])] };

        var result = Assert.Single(await Store.CommitAsync([append], Silo, Noon.AddSeconds(5), Cancellation));

        Assert.Equal((Committed, 2L), (result.Status, result.Position));
        var events = await Store.ReadStreamAsync(Tenant, stream, 0, 10, Cancellation);
        Assert.Equal([1L, 2L], events.Select(e => e.Sequence));
        Assert.Equal([1L, 2L], events.Select(e => e.Position));
        var first = events[0];
        Assert.Equal((stream, StreamCategory.Contact, "message.received"), (first.Stream, first.Category, first.Kind));
        Assert.Equal((Noon.AddMilliseconds(1), Noon.AddSeconds(5)), (first.OccurredAt, first.CommittedAt));
        Assert.Equal(data.Payload.ToArray(), first.Payload.ToArray());
        Assert.Empty(events[1].Payload.ToArray());
    }

    [Theory]
    [InlineData(0, "behind: the stream exists")]
    [InlineData(1, "behind: somebody was faster")]
    [InlineData(3, "ahead: it would leave a hole")]
    [InlineData(-1, "no sequence at all")]
    public async Task An_append_that_does_not_expect_the_head_is_a_conflict(long expected, string reason)
    {
        var stream = await GivenStream(events: 2);

        var status = await Statuses(Append(Tenant, stream, expected));

        Assert.True(status is [Conflict], reason);
        Assert.Equal(2, await HeadOf(stream));
    }

    [Fact]
    public async Task A_new_stream_cannot_begin_in_the_middle() =>
        Assert.Equal([Conflict], await Statuses(Append(Tenant, OpaqueId.New(), 1)));

    [Fact]
    public async Task All_streams_of_an_append_are_extended_or_none()
    {
        OpaqueId behind = await GivenStream(), fresh = OpaqueId.New();

        var refused = new Append { Tenant = Tenant, Streams = [Run(fresh, 0), Run(behind, 0)] };
        Assert.Equal([Conflict], await Statuses(refused));
        Assert.Equal(0, await HeadOf(fresh));

        var admitted = refused with { Streams = [Run(fresh, 0, 2), Run(behind, 1)] };
        Assert.Equal([Committed], await Statuses(admitted));
        Assert.Equal((2, 2), (await HeadOf(fresh), await HeadOf(behind)));
    }

    [Fact]
    public async Task Appends_of_one_batch_build_on_each_other()
    {
        var stream = OpaqueId.New();

        var results = await Commit(Append(Tenant, stream, 0, 2), Append(Tenant, stream, 2), Append(Tenant, stream, 3, 3));

        Assert.All(results, result => Assert.Equal(Committed, result.Status));
        Assert.Equal([2L, 3L, 6L], results.Select(result => result.Position));
        Assert.Equal(6, await HeadOf(stream));
    }

    [Fact]
    public async Task What_follows_a_refused_append_on_its_stream_is_refused_too()
    {
        var stream = await GivenStream();
        var held = Key();
        await Commit(Append(Tenant, OpaqueId.New(), 0).Claiming(held));

        var statuses = await Statuses(
            Append(Tenant, stream, 1).Claiming(held), Append(Tenant, stream, 2), Append(Tenant, stream, 1));

        Assert.Equal([Duplicate, Conflict, Conflict], statuses);
        Assert.Equal(1, await HeadOf(stream));
    }

    [Fact]
    public async Task A_refused_append_leaves_its_neighbours_alone()
    {
        OpaqueId before = OpaqueId.New(), behind = await GivenStream(), after = OpaqueId.New();

        var results = await Commit(Append(Tenant, before, 0), Append(Tenant, behind, 0), Append(Tenant, after, 0));

        Assert.Equal([Committed, Conflict, Committed], results.Select(result => result.Status));
        Assert.Equal(results[0].Position + 1, results[2].Position);
        Assert.Equal((1, 1, 1), (await HeadOf(before), await HeadOf(behind), await HeadOf(after)));
    }

    [Fact]
    public async Task A_batch_of_several_tenants_gives_each_its_own_positions()
    {
        var other = TenantId.New();

        var results = await Commit(
            Append(Tenant, OpaqueId.New(), 0, 2), Append(other, OpaqueId.New(), 0), Append(Tenant, OpaqueId.New(), 0));

        Assert.Equal([2L, 1L, 3L], results.Select(result => result.Position));
        Assert.Equal(3, await Store.ReadFeedPositionAsync(Tenant, Cancellation));
        Assert.Equal(1, await Store.ReadFeedPositionAsync(other, Cancellation));
    }

    [Fact]
    public async Task An_append_without_events_changes_rows_and_no_position()
    {
        var stream = await GivenStream();
        var snapshot = new Snapshot(stream, StreamCategory.Conversation, 1, 1, new byte[] { 7 });

        var result = Assert.Single(await Commit(new Append { Tenant = Tenant, Streams = [], Snapshots = [snapshot] }));

        Assert.Equal((Committed, 1L), (result.Status, result.Position));
        Assert.Equal(1, (await Store.LoadAsync(Tenant, stream, Cancellation))?.Snapshot?.Sequence);
    }

    [Fact]
    public async Task An_empty_batch_is_nothing() => Assert.Empty(await Commit());

    [Fact]
    public async Task A_row_the_database_refuses_rejects_the_batch_and_nothing_of_it_is_written()
    {
        OpaqueId good = OpaqueId.New(), bad = OpaqueId.New();
        var poison = new Append
        {
            Tenant = Tenant,
            Streams = [new(bad, StreamCategory.Conversation, 0, [Event(1, kind: new string('k', 65))])],
        };

        await Assert.ThrowsAsync<RejectedBatchException>(() => Commit(Append(Tenant, good, 0), poison));

        Assert.Equal((0, 0), (await HeadOf(good), await HeadOf(bad)));
        Assert.Equal([Committed], await Statuses(Append(Tenant, good, 0)));
    }
}
