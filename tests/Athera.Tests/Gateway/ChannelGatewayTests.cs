using Athera.Conversations;
using Athera.Messages;
using Athera.Quarantine;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Gateway;

[Collection(nameof(TestSilo))]
public sealed class ChannelGatewayTests(TestSilo silo) : IDisposable
{
    public void Dispose()
    {
        silo.Store.Heal();
        silo.Paper.ReadsQuestionMarks = false;
    }

    [Fact]
    public async Task A_new_sender_met_by_many_webhooks_at_once_has_one_conversation_with_all_messages()
    {
        var business = await Business.OpenAsync(silo);

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            business.WebhookAsync($"{business.Number}|m{i}|ann|hello", $"{business.Number}|n{i}|bob|hello")));

        Assert.All(replies, r => Assert.Equal(200, r.Status));
        var conversations = (await business.Conversations.List(new ConversationQuery())).Items;
        Assert.Equal(2, conversations.Count);
        foreach (var conversation in conversations)
            Assert.Equal(20, (await business.TranscriptAsync(conversation.Id)).Count(m => m.Direction == MessageDirection.In));
    }

    [Fact]
    public async Task Messages_of_one_sender_in_one_webhook_keep_their_order()
    {
        var business = await Business.OpenAsync(silo);

        await business.WebhookAsync([.. Enumerable.Range(0, 40).Select(i => $"{business.Number}|m{i}|ann|hello")]);

        var conversation = Assert.Single((await business.Conversations.List(new ConversationQuery())).Items);
        var received = (await business.TranscriptAsync(conversation.Id)).Where(m => m.Direction == MessageDirection.In);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"m{i}"), received.Select(m => m.ExternalId));
    }

    [Fact]
    public async Task Without_its_signature_nothing_is_taken()
    {
        var reply = await silo.Grains.GetGrain<Athera.Channels.IChannelGatewayGrain>(0).Receive(new Athera.Channels.WebhookRequest
        {
            Provider = "paper",
            Method = "POST",
            Target = "/webhooks/paper",
            Headers = new Dictionary<string, string> { ["x-secret"] = "wrong" },
            Body = "x|m1|ann|hello"u8.ToArray(),
        });

        Assert.Equal(401, reply.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_cannot_be_stored_is_answered_with_503_and_taken_when_it_comes_again(bool unreadable)
    {
        var business = await Business.OpenAsync(silo);
        var line = $"{business.Number}|m1|ann|hello";
        if (unreadable)
            silo.Store.CannotRead = true;
        else
            silo.Store.FailBefore(a => a.Tenant == business.Tenant);

        var reply = await business.WebhookAsync(line);
        silo.Store.Heal();

        Assert.Equal(503, reply.Status);
        Assert.Equal(200, (await business.WebhookAsync(line)).Status);
        var conversation = Assert.Single((await business.Conversations.List(new ConversationQuery())).Items);
        Assert.Single(await business.TranscriptAsync(conversation.Id), m => m.Direction == MessageDirection.In);
    }

    [Fact]
    public async Task What_cannot_be_read_waits_in_the_quarantine_until_it_can()
    {
        var business = await Business.OpenAsync(silo);
        var quarantine = silo.Grains.Of<IQuarantineGrain>(business.Tenant);
        for (var i = 0; i < 3; i++)
            Assert.Equal(200, (await business.WebhookAsync($"{business.Number}|?", $"{business.Number}|m1|ann|hello")).Status);
        var kept = Assert.Single((await quarantine.List(null, 10)).Items);
        var piece = silo.Grains.Get<IQuarantinedGrain>(business.Tenant, kept.Id.Value);

        Assert.Equal(1, (await piece.Retry()).Value!.Retries);
        silo.Paper.ReadsQuestionMarks = true;
        Assert.True((await piece.Retry()).Granted);

        Assert.Empty((await quarantine.List(null, 10)).Items);
        Assert.Equal(RefusalKind.NotFound, (await piece.Retry()).Refusal?.Kind);
        Assert.Equal(2, (await business.Conversations.List(new ConversationQuery())).Items.Count);
    }

    [Fact]
    public async Task What_is_for_nobody_is_kept_for_the_platform_and_can_be_thrown_away()
    {
        var business = await Business.OpenAsync(silo);
        var nobody = Guid.NewGuid().ToString("N");

        Assert.Equal(200, (await business.WebhookAsync($"{nobody}|m1|ann|hello")).Status);

        var kept = (await silo.Grains.Of<IQuarantineGrain>(TenantId.Platform).List(null, 200)).Items;
        Assert.NotEmpty(kept);
        foreach (var piece in kept)
            Assert.True((await silo.Grains.Get<IQuarantinedGrain>(TenantId.Platform, piece.Id.Value).Discard()).Granted);
        Assert.Empty((await silo.Grains.Of<IQuarantineGrain>(TenantId.Platform).List(null, 200)).Items);
    }
}
