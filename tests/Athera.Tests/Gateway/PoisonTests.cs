using Athera.Conversations;
using Athera.Messages;
using Athera.Quarantine;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Gateway;

/// <summary>A conversation of which something stored cannot be read any more.</summary>
[Collection(nameof(TestSilo))]
public sealed class PoisonTests(TestSilo silo) : IDisposable
{
    public void Dispose() => silo.Store.Heal();

    [Fact]
    public async Task What_cannot_be_handled_is_parked_its_neighbours_are_stored_and_later_it_is_taken_in()
    {
        var business = await Business.OpenAsync(silo);
        var stuck = await StuckAsync(business);

        Assert.Equal(200, (await business.WebhookAsync($"{business.Number}|m2|ann|again", $"{business.Number}|n1|bob|hello")).Status);

        var kept = Assert.Single(await KeptAsync(business));
        Assert.Equal(("handling_failed", business.Account), (kept.Reason, kept.Account));
        Assert.Equal(2, (await business.Conversations.List(new ConversationQuery())).Items.Count);
        // Delivered again it is still one, and reading it again without a cure changes nothing but the count.
        Assert.Equal(200, (await business.WebhookAsync($"{business.Number}|m2|ann|again")).Status);
        var piece = silo.Grains.Get<IQuarantinedGrain>(business.Tenant, Assert.Single(await KeptAsync(business)).Id.Value);
        Assert.Equal(1, (await piece.Retry()).Value!.Retries);

        silo.Store.Heal();

        Assert.True((await piece.Retry()).Granted);
        Assert.Empty(await KeptAsync(business));
        Assert.Equal(
            ["m1", "m2"],
            (await business.TranscriptAsync(stuck)).Where(m => m.Direction == MessageDirection.In).Select(m => m.ExternalId));
    }

    [Fact]
    public async Task What_makes_the_reader_fail_is_parked_whole()
    {
        var business = await Business.OpenAsync(silo);

        var reply = await silo.Grains.GetGrain<Athera.Channels.IChannelGatewayGrain>(0).Receive(business.Webhook("nonsense"));

        Assert.Equal(200, reply.Status);
        var kept = Assert.Single(await KeptAsync(business));
        Assert.Equal(("reader_failed", 8), (kept.Reason, kept.Bytes));
        Assert.Equal(1, (await silo.Grains.Get<IQuarantinedGrain>(business.Tenant, kept.Id.Value).Retry()).Value!.Retries);
    }

    [Fact]
    public async Task A_conversation_that_cannot_do_what_is_due_is_shown_until_it_can()
    {
        var business = await Business.OpenAsync(silo);
        var stuck = await StuckAsync(business);
        var conversations = silo.Service<StuckConversations>();

        await conversations.ParkAsync(business.Tenant, stuck);
        await conversations.ParkAsync(business.Tenant, stuck);

        var kept = Assert.Single(await KeptAsync(business));
        Assert.Equal(("conversation_unreadable", (ConversationId?)stuck, 0), (kept.Reason, kept.Conversation, kept.Bytes));
        var piece = silo.Grains.Get<IQuarantinedGrain>(business.Tenant, kept.Id.Value);
        Assert.Equal(1, (await piece.Retry()).Value!.Retries);

        silo.Store.Heal();
        await conversations.ReleaseAsync(business.Tenant, stuck);

        Assert.Empty(await KeptAsync(business));
        await conversations.ParkAsync(business.Tenant, stuck);
        Assert.Single(await KeptAsync(business));
        Assert.True((await piece.Discard()).Granted);
    }

    [Fact]
    public async Task Due_work_that_fails_each_time_is_called_ever_more_rarely_and_shown_after_the_third()
    {
        var calls = silo.Service<WakeCalls>();
        var business = await Business.OpenAsync(silo);
        var stuck = await StuckAsync(business);
        var wake = new Athera.Journal.DueWake(business.Tenant, Athera.Journal.StreamCategory.Conversation, stuck.Value, Orphaned: false);
        List<TimeSpan> pauses = [];

        for (var i = 0; i < 4; i++)
        {
            var before = TimeProvider.System.GetUtcNow();
            pauses.Add((await calls.CallAsync(wake, TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken))!.Value - before);
            Assert.Equal(i >= 2 ? 1 : 0, (await KeptAsync(business)).Count);
        }
        silo.Store.Heal();
        Assert.Null(await calls.CallAsync(wake, TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken));

        Assert.Equal([5, 10, 20, 40], pauses.Select(pause => Math.Floor(pause.TotalSeconds)));
        Assert.Empty(await KeptAsync(business));
    }

    private async Task<IReadOnlyList<QuarantinedView>> KeptAsync(Business business) =>
        (await silo.Grains.Of<IQuarantineGrain>(business.Tenant).List(null, 10)).Items;

    // Ann's conversation, out of memory, with a last event that is not what was written.
    private async Task<ConversationId> StuckAsync(Business business)
    {
        Assert.Equal(200, (await business.WebhookAsync($"{business.Number}|m1|ann|hello")).Status);
        var id = Assert.Single((await business.Conversations.List(new ConversationQuery())).Items).Id;
        await Athera.Testing.Eventually.SeesAsync(
            () => business.TranscriptAsync(id), t => t.Any(m => m.State == MessageState.Sent), TestContext.Current.CancellationToken);
        silo.Store.Corrupt = id.Value;
        await silo.ForgetAsync(business.Conversation(id));
        return id;
    }
}
