using Athera.Journal;
using Xunit;
using static Athera.Tests.Storage.Sample;

namespace Athera.Tests.Storage;

public abstract partial class JournalStoreCompliance
{
    [Fact]
    public async Task A_line_of_the_inbox_is_read_back_as_it_was()
    {
        var row = Row() with
        {
            Assignee = "u1",
            Team = "t1",
            Labels = ["zeta", "Ünï \"quoted\"", "alpha"],
            WaitingSince = Noon.AddMilliseconds(3),
            WindowClosesAt = Noon.AddHours(24),
        };
        await Commit(Append(Tenant, row.Id.Value, 0, 2).Listing(row));

        var stored = await Store.FindConversationAsync(Tenant, row.Id.Value, Cancellation);

        Assert.Equal((2L, 2L), (stored!.Sequence, stored.Position));
        Assert.Equal(row.Labels, stored.Row.Labels);
        Assert.Equal(row.LastMessage.ToArray(), stored.Row.LastMessage.ToArray());
        Assert.Equal(row with { Labels = [], LastMessage = default }, stored.Row with { Labels = [], LastMessage = default });
    }

    [Fact]
    public async Task A_line_is_replaced_by_its_next_state_and_moves_to_the_top()
    {
        ConversationRow older = Row() with { Assignee = "u1" }, newer = Row();
        await Commit(Append(Tenant, older.Id.Value, 0).Listing(older), Append(Tenant, newer.Id.Value, 0).Listing(newer));
        Assert.Equal([newer.Id, older.Id], await Listed(new ConversationFilter()));

        await Commit(Append(Tenant, older.Id.Value, 1).Listing(older with { Assignee = null, Unread = 2 }));

        Assert.Equal([older.Id, newer.Id], await Listed(new ConversationFilter()));
        var stored = await Store.FindConversationAsync(Tenant, older.Id.Value, Cancellation);
        Assert.Equal((2L, 3L, null, 2), (stored!.Sequence, stored.Position, stored.Row.Assignee, stored.Row.Unread));
    }

    [Fact]
    public async Task A_line_changes_only_with_an_event_of_its_conversation()
    {
        var append = Append(Tenant, OpaqueId.New(), 0) with { Conversation = Row() };

        await Assert.ThrowsAsync<RejectedBatchException>(() => Commit(append));

        Assert.Equal(0, await Store.ReadFeedPositionAsync(Tenant, Cancellation));
    }

    [Fact]
    public async Task Every_condition_of_a_filter_must_hold()
    {
        var contact = ContactId.New();
        var row = Row() with
        {
            Status = ConversationStatus.Snoozed, Assignee = "u1", Channel = "twilio", Labels = ["vip", "late"], Contact = contact,
        };
        ConversationRow[] others =
        [
            row with { Status = ConversationStatus.Open },
            row with { Assignee = null },
            row with { Channel = "whatsapp" },
            row with { Labels = ["vi", "late vip"] },
            row with { Contact = ContactId.New() },
        ];
        await Commit(Append(Tenant, row.Id.Value, 0).Listing(row));
        foreach (var other in others)
            await Commit(Append(Tenant, OpaqueId.New(), 0).Listing(other));

        var filter = new ConversationFilter
        {
            Status = ConversationStatus.Snoozed, Assignee = "u1", Channel = "twilio", Label = "vip", Contact = contact,
        };

        Assert.Equal([row.Id], await Listed(filter));
        Assert.Equal(5, (await Listed(new ConversationFilter { Label = "vip" })).Length);
        Assert.Equal(5, (await Listed(new ConversationFilter { Contact = contact })).Length);
        Assert.Equal(5, (await Listed(new ConversationFilter { Status = ConversationStatus.Snoozed })).Length);
        Assert.Equal(5, (await Listed(new ConversationFilter { Assignee = "u1" })).Length);
        Assert.Equal(5, (await Listed(new ConversationFilter { Channel = "twilio" })).Length);
    }

    [Fact]
    public async Task The_list_is_read_in_pages()
    {
        ConversationRow[] rows = [.. Enumerable.Range(0, 5).Select(_ => Row())];
        foreach (var row in rows)
            await Commit(Append(Tenant, row.Id.Value, 0).Listing(row));

        var first = await Store.ListConversationsAsync(Tenant, new ConversationFilter(), 3, Cancellation);
        var second = await Store.ListConversationsAsync(
            Tenant, new ConversationFilter { Before = first[^1].Position }, 3, Cancellation);

        Assert.Equal(rows.Reverse().Select(row => row.Id), first.Concat(second).Select(stored => stored.Row.Id));
    }

    private async Task<ConversationId[]> Listed(ConversationFilter filter) =>
        [.. (await Store.ListConversationsAsync(Tenant, filter, 50, Cancellation)).Select(stored => stored.Row.Id)];
}
