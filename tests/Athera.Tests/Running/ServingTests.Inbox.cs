using System.Net;
using Athera.Lab.Meta;
using Athera.Testing;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

// What people at their inboxes hear.
public abstract partial class ServingTests
{
    [Fact]
    public async Task A_reader_who_comes_back_with_its_cursor_hears_exactly_what_it_missed()
    {
        var athera = await AtheraAsync();
        await using var constant = await InboxReader.SubscribeAsync(athera.Silo.Url, null, Cancellation);
        var before = await InboxReader.SubscribeAsync(athera.Silo.Url, null, Cancellation);
        await HearAsync(before, await TalkAsync(athera, "12025550131"));
        await before.DisposeAsync();

        await TalkAsync(athera, "12025550132");
        await TalkAsync(athera, "12025550131");
        await using var after = await InboxReader.SubscribeAsync(athera.Silo.Url, before.Cursor, Cancellation);
        var last = await TalkAsync(athera, "12025550132");
        await HearAsync(after, last);
        await HearAsync(constant, last);

        // What was still going on from before may have been heard by the first of the two alone.
        var first = before.Events.Entries[0].Position;
        var all = UpTo(last, constant.Events.Entries).Where(happened => happened.Position >= first).ToList();
        Assert.Equal(all.Select(happened => happened.Position).Distinct().Order(), all.Select(happened => happened.Position));
        Assert.Equal(all, UpTo(last, before.Events.Entries.Concat(after.Events.Entries)));
        Assert.All(
            all.GroupBy(happened => happened.ConversationId),
            conversation => Assert.Equal(
                Enumerable.Range((int)conversation.First().Sequence, conversation.Count()),
                conversation.Select(happened => (int)happened.Sequence)));
    }

    // One message and its answer, to the last tick; gives the place of that in the feed.
    private static async Task<long> TalkAsync(RunningAthera athera, string customer)
    {
        var text = RunningAthera.Text(customer, "Do you deliver?");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(athera, MetaWebhooks.Texts(athera.WhatsApp, text)));
        await AnsweredAsync(athera, customer, "read");
        return (await athera.ConversationAsync(customer, Cancellation)).Position;
    }

    // What the wire to the provider still brings later is of no interest.
    private static IReadOnlyList<Heard> UpTo(long position, IEnumerable<Heard> heard) =>
        [.. heard.Where(happened => happened.Position <= position)];

    private static Task HearAsync(InboxReader reader, long position) =>
        reader.Events.FirstAsync(happened => happened.Position == position, Eventually.Patience, Cancellation);
}
