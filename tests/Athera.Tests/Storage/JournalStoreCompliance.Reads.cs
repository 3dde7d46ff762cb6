using Athera.Journal;
using Xunit;
using static Athera.Journal.AppendStatus;
using static Athera.Tests.Storage.Sample;

namespace Athera.Tests.Storage;

public abstract partial class JournalStoreCompliance
{
    [Fact]
    public async Task A_stream_nobody_wrote_is_absent()
    {
        Assert.Null(await Store.LoadAsync(Tenant, OpaqueId.New(), Cancellation));
        Assert.Empty(await Store.ReadStreamAsync(Tenant, OpaqueId.New(), 0, 10, Cancellation));
        Assert.Equal(0, await Store.ReadFeedPositionAsync(Tenant, Cancellation));
    }

    [Fact]
    public async Task Another_tenants_stream_looks_absent_and_cannot_be_extended()
    {
        var other = TenantId.New();
        var stream = OpaqueId.New();
        await Commit(Append(Tenant, stream, 0).Listing(Row()));

        Assert.Null(await Store.LoadAsync(other, stream, Cancellation));
        Assert.Empty(await Store.ReadStreamAsync(other, stream, 0, 10, Cancellation));
        Assert.Empty(await Store.ReadTranscriptAsync(other, stream, ["message.received"], long.MaxValue, 10, Cancellation));
        Assert.Null(await Store.FindConversationAsync(other, stream, Cancellation));
        Assert.Empty(await Store.ListConversationsAsync(other, new ConversationFilter(), 10, Cancellation));
        Assert.Empty(await Store.ReadFeedAsync(other, 0, 10, Cancellation));
        Assert.Equal([Conflict, Conflict], await Statuses(Append(other, stream, 1), Append(other, stream, 0)));
    }

    [Fact]
    public async Task Loading_starts_at_the_newest_snapshot()
    {
        var stream = await GivenStream(events: 3);
        await Commit(Append(Tenant, stream, 3) with { Snapshots = [SnapshotOf(stream, 2)] });
        await Commit(Append(Tenant, stream, 4) with { Snapshots = [SnapshotOf(stream, 4, version: 2)] });
        await Commit(Append(Tenant, stream, 5, 2));

        var history = await Store.LoadAsync(Tenant, stream, Cancellation);

        var snapshot = history!.Snapshot!;
        Assert.Equal((stream, 4L, 2, 4), (snapshot.Stream, snapshot.Sequence, snapshot.Version, snapshot.Payload.Span[0]));
        Assert.Equal([5L, 6L, 7L], history.Events.Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_snapshot_at_the_head_leaves_no_tail()
    {
        var stream = OpaqueId.New();
        await Commit(Append(Tenant, stream, 0, 2) with { Snapshots = [SnapshotOf(stream, 2)] });

        var history = await Store.LoadAsync(Tenant, stream, Cancellation);

        Assert.Equal(2, history!.Snapshot!.Sequence);
        Assert.Empty(history.Events);
    }

    [Fact]
    public async Task A_redacted_event_keeps_its_place_and_reads_as_what_is_left_of_it()
    {
        var stream = await GivenStream(events: 3);
        var before = await Store.ReadStreamAsync(Tenant, stream, 0, 10, Cancellation);
        var own = Append(Tenant, stream, 3) with
        {
            Redactions = [new(stream, 2, new byte[] { 7 }), new(stream, 4, new byte[] { 8 }), new(stream, 99, new byte[] { 9 })],
        };
        var foreign = Append(TenantId.New(), OpaqueId.New(), 0) with { Redactions = [new(stream, 1, new byte[] { 9 })] };

        Assert.Equal([Committed, Committed], await Statuses(own, foreign));

        var after = await Store.ReadStreamAsync(Tenant, stream, 0, 10, Cancellation);
        Assert.Equal(before.Select(e => (e.Sequence, e.Position, e.Kind)), after.Take(3).Select(e => (e.Sequence, e.Position, e.Kind)));
        Assert.Equal([7, 8], new[] { after[1], after[3] }.Select(e => (int)e.Payload.Span[0]));
        Assert.Equal([1, 1], new[] { after[1], after[3] }.Select(e => e.Payload.Length));
        Assert.True(before[0].Payload.Span.SequenceEqual(after[0].Payload.Span));
    }

    [Fact]
    public async Task A_removed_snapshot_is_off_the_list_and_its_events_are_not()
    {
        var stream = OpaqueId.New();
        await Commit(Append(Tenant, stream, 0) with { Snapshots = [SnapshotOf(stream, 1)] });
        await Commit(Append(Tenant, stream, 1) with { Snapshots = [SnapshotOf(stream, 2) with { Payload = null }] });

        Assert.Empty(await Store.ListSnapshotsAsync(Tenant, StreamCategory.Conversation, OpaqueId.None, 10, Cancellation));
        var history = await Store.LoadAsync(Tenant, stream, Cancellation);
        Assert.Null(history!.Snapshot);
        Assert.Equal([1L, 2L], history.Events.Select(e => e.Sequence));
    }

    [Fact]
    public async Task Snapshots_are_listed_by_category_in_pages()
    {
        var streams = Enumerable.Range(0, 5).Select(_ => OpaqueId.New()).Order().ToArray();
        foreach (var stream in streams)
            await Commit(Append(Tenant, stream, 0) with { Snapshots = [SnapshotOf(stream, 1)] });
        var agent = OpaqueId.New();
        await Commit(Append(Tenant, agent, 0) with { Snapshots = [SnapshotOf(agent, 1) with { Category = StreamCategory.Agent }] });

        var first = await Store.ListSnapshotsAsync(Tenant, StreamCategory.Conversation, OpaqueId.None, 3, Cancellation);
        var second = await Store.ListSnapshotsAsync(Tenant, StreamCategory.Conversation, first[^1].Stream, 3, Cancellation);

        Assert.Equal(streams, first.Concat(second).Select(snapshot => snapshot.Stream));
    }

    [Fact]
    public async Task A_transcript_is_read_backwards_in_pages_with_the_newest_overlays()
    {
        var stream = OpaqueId.New();
        string[] kinds = ["message.received", "message.sent"];
        EventData[] events = [.. Enumerable.Range(1, 6).Select(i => Event(i, i == 4 ? "assigned" : kinds[i % 2]))];
        await Commit(new Append { Tenant = Tenant, Streams = [new(stream, StreamCategory.Conversation, 0, events)] });
        await Commit(Append(Tenant, stream, 6) with
        {
            Overlays = [new(stream, 5, new byte[] { 1 }), new(stream, 2, ReadOnlyMemory<byte>.Empty)],
        });
        await Commit(Append(Tenant, stream, 7) with { Overlays = [new(stream, 5, new byte[] { 2 })] });

        var newest = await Store.ReadTranscriptAsync(Tenant, stream, kinds, before: 7, limit: 3, Cancellation);
        var older = await Store.ReadTranscriptAsync(Tenant, stream, kinds, newest[^1].Event.Sequence, 3, Cancellation);

        Assert.Equal([6L, 5L, 3L], newest.Select(message => message.Event.Sequence));
        Assert.Equal([2L, 1L], older.Select(message => message.Event.Sequence));
        Assert.Equal([null, 2, null], newest.Select(message => message.Overlay?.Span[0]));
        Assert.Equal([0, null], older.Select(message => message.Overlay?.Length));
    }

    [Fact]
    public async Task Of_several_rows_in_a_batch_the_last_stays()
    {
        var stream = await GivenStream();
        Append Change(long expected, byte value) => Append(Tenant, stream, expected).Listing(Row() with { Unread = value }) with
        {
            Overlays = [new(stream, 1, new[] { value })],
            Snapshots = [SnapshotOf(stream, expected + 1)],
        };

        await Commit(Change(1, 10), Change(2, 20));

        Assert.Equal(3, (await Store.LoadAsync(Tenant, stream, Cancellation))!.Snapshot!.Sequence);
        Assert.Equal(20, (await Store.FindConversationAsync(Tenant, stream, Cancellation))!.Row.Unread);
        var message = Assert.Single(await Store.ReadTranscriptAsync(Tenant, stream, ["message.received"], 2, 10, Cancellation));
        Assert.Equal(20, message.Overlay!.Value.Span[0]);
    }

    [Fact]
    public async Task The_feed_is_read_in_the_order_of_commits()
    {
        OpaqueId first = OpaqueId.New(), second = OpaqueId.New();
        await Commit(Append(Tenant, first, 0, 2), Append(TenantId.New(), OpaqueId.New(), 0), Append(Tenant, second, 0));
        await Commit(Append(Tenant, first, 2));

        var feed = await Store.ReadFeedAsync(Tenant, 0, 10, Cancellation);

        Assert.Equal(
            [(1L, first, 1L), (2L, first, 2L), (3L, second, 1L), (4L, first, 3L)],
            feed.Select(e => (e.Position, e.Stream, e.Sequence)));
        Assert.Equal([3L], (await Store.ReadFeedAsync(Tenant, 2, 1, Cancellation)).Select(e => e.Position));
        Assert.Equal(4, await Store.ReadFeedPositionAsync(Tenant, Cancellation));
    }

    private static Snapshot SnapshotOf(OpaqueId stream, long sequence, int version = 1) =>
        new(stream, StreamCategory.Conversation, sequence, version, new[] { (byte)sequence });
}
