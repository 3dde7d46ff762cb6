using Athera.Journal;
using Xunit;
using static Athera.Tests.Storage.Sample;

namespace Athera.Tests.Storage;

public abstract partial class JournalStoreCompliance
{
    [Fact]
    public async Task An_entity_is_listed_as_it_was_written_with_its_snapshot()
    {
        var row = Entity() with
        {
            Contact = ContactId.New(), Conversation = ConversationId.New(), Assignee = "u1", Team = "t1", DueAt = Noon.AddMilliseconds(3),
        };
        await Commit(Listed(row, 0, events: 2));

        var stored = Assert.Single(await List(new EntityFilter()));

        Assert.Equal((row, 2L), (stored.Row, stored.Position));
        Assert.Equal((row.Id, 2L, 7), (stored.Snapshot.Stream, stored.Snapshot.Sequence, stored.Snapshot.Version));
        Assert.Equal([2], stored.Snapshot.Payload.ToArray());
    }

    [Fact]
    public async Task An_entity_keeps_its_place_whatever_becomes_of_it()
    {
        EntityRow older = Entity() with { Assignee = "u1" }, newer = Entity();
        await Commit(Listed(older, 0), Listed(newer, 0));

        await Commit(Listed(older with { Assignee = null, State = 9 }, 1));

        var listed = await List(new EntityFilter());
        Assert.Equal([newer.Id, older.Id], listed.Select(e => e.Row.Id));
        Assert.Equal((null, (short)9, 1L, 2L), (listed[1].Row.Assignee, listed[1].Row.State, listed[1].Position, listed[1].Snapshot.Sequence));
    }

    [Fact]
    public async Task An_entity_written_twice_in_one_batch_has_its_first_place_and_its_last_state()
    {
        var row = Entity();
        await Commit(Listed(row, 0), Append(Tenant, OpaqueId.New(), 0), Listed(row with { State = 4 }, 1));

        var stored = Assert.Single(await List(new EntityFilter()));

        Assert.Equal(((short)4, 1L), (stored.Row.State, stored.Position));
    }

    [Fact]
    public async Task An_entity_changes_only_with_an_event_of_its_own()
    {
        var append = Append(Tenant, OpaqueId.New(), 0) with { Entity = Entity() };

        await Assert.ThrowsAsync<RejectedBatchException>(() => Commit(append));
    }

    [Fact]
    public async Task Every_condition_on_entities_must_hold()
    {
        var (contact, conversation) = (ContactId.New(), ConversationId.New());
        var row = new EntityRow(OpaqueId.New(), StreamCategory.Task, 2, contact, conversation, "u1", "t1", Noon);
        EntityRow[] others =
        [
            row with { State = 3 }, row with { Contact = null }, row with { Contact = ContactId.New() }, row with { Conversation = null },
            row with { Assignee = "u2" }, row with { Team = null }, row with { DueAt = null }, row with { DueAt = Noon.AddMilliseconds(1) },
            row with { Category = StreamCategory.Order },
        ];
        await Commit(Listed(row, 0));
        foreach (var other in others)
            await Commit(Listed(other with { Id = OpaqueId.New() }, 0));
        Task<int> Count(EntityFilter filter) => Store
            .ListEntitiesAsync(Tenant, StreamCategory.Task, filter, 50, Cancellation).ContinueWith(t => t.Result.Count, TaskScheduler.Default);

        var found = await Store.ListEntitiesAsync(Tenant, StreamCategory.Task, new EntityFilter
        {
            State = 2, Contact = contact, Conversation = conversation, Assignee = "u1", Team = "t1", DueBy = Noon,
        }, 50, Cancellation);

        Assert.Equal([row.Id], found.Select(e => e.Row.Id));
        Assert.Equal(8, await Count(new EntityFilter { State = 2 }));
        Assert.Equal(7, await Count(new EntityFilter { Contact = contact }));
        Assert.Equal(8, await Count(new EntityFilter { Conversation = conversation }));
        Assert.Equal(8, await Count(new EntityFilter { Assignee = "u1" }));
        Assert.Equal(8, await Count(new EntityFilter { Team = "t1" }));
        Assert.Equal(7, await Count(new EntityFilter { DueBy = Noon }));
    }

    [Fact]
    public async Task Entities_are_listed_in_pages_and_of_their_tenant_only()
    {
        EntityRow[] rows = [.. Enumerable.Range(0, 5).Select(_ => Entity())];
        foreach (var row in rows)
            await Commit(Listed(row, 0));
        var foreign = Entity();
        await Commit(Listed(foreign, 0) with { Tenant = TenantId.New() });
        // Another tenant's line is not taken over by writing it: the stream is not this tenant's, so nothing is written.
        Assert.Equal([AppendStatus.Conflict], await Statuses(Listed(foreign, 1)));

        var first = await Store.ListEntitiesAsync(Tenant, StreamCategory.Order, new EntityFilter(), 3, Cancellation);
        var second = await Store.ListEntitiesAsync(
            Tenant, StreamCategory.Order, new EntityFilter { Before = first[^1].Position }, 3, Cancellation);

        Assert.Equal(rows.Reverse().Select(row => row.Id), first.Concat(second).Select(stored => stored.Row.Id));
    }

    [Fact]
    public async Task An_entity_without_a_snapshot_is_not_listed()
    {
        var row = Entity();
        await Commit(Listed(row, 0));

        await Commit(Listed(row, 1) with { Snapshots = [new Snapshot(row.Id, row.Category, 2, 7, null)] });

        Assert.Empty(await List(new EntityFilter()));
    }

    private static EntityRow Entity() => new(OpaqueId.New(), StreamCategory.Order, 1);

    private Append Listed(EntityRow row, long expected, int events = 1) => Append(Tenant, row.Id, expected, events) with
    {
        Entity = row,
        Snapshots = [new Snapshot(row.Id, row.Category, expected + events, 7, new byte[] { (byte)(expected + events) })],
    };

    private Task<IReadOnlyList<StoredEntity>> List(EntityFilter filter) =>
        Store.ListEntitiesAsync(Tenant, StreamCategory.Order, filter, 50, Cancellation);
}
