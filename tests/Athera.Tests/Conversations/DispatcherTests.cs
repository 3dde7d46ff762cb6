using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using Athera.Tests.Journal;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Conversations;

[Collection(nameof(TestSilo))]
public sealed class DispatcherTests(TestSilo silo)
{
    [Fact]
    public async Task A_slow_account_delays_nobody_else()
    {
        var (slow, quick) = (await Business.OpenAsync(silo), await Business.OpenAsync(silo));
        var gate = new Gate();
        silo.Paper.Answer(slow.Number, async (order, ct) =>
        {
            await gate.PassAsync(ct);
            return SendOutcome.Accepted($"late-{order.Message}");
        });
        var waiting = await slow.MeetAsync();
        await waiting.ReceiveAsync("m1");
        await gate.Arrived;

        var served = await quick.MeetAsync();
        await served.ReceiveAsync("m1");
        await served.UntilAsync(t => t is [_, { State: MessageState.Sent }]);

        Assert.Equal(MessageState.Attempting, (await waiting.TranscriptAsync())[1].State);
        gate.Open();
        await waiting.UntilAsync(t => t is [_, { State: MessageState.Sent }]);
    }

    [Fact]
    public async Task What_is_to_be_sent_over_a_removed_account_fails_and_says_so()
    {
        var business = await Business.OpenAsync(silo);
        var customer = await business.MeetAsync();
        await customer.ReceiveAsync(["m1"], DateTimeOffset.UtcNow.AddHours(-1));
        await silo.Grains.Get<IChannelAccountGrain>(business.Tenant, business.Account.Value).Disconnect();

        await customer.Grain.Send(new SendMessage { ClientMessageId = "c1", Text = "Too late.", User = "ann" });

        var transcript = await customer.UntilAsync(t => t is [_, { State: MessageState.Failed }]);
        Assert.Equal(Faults.AccountRemoved, transcript[1].Fault?.Code);
        Assert.Empty(silo.Paper.Sent(business.Account));
    }

    [Fact]
    public async Task An_attempt_whose_time_is_over_leads_to_no_call()
    {
        var business = await Business.OpenAsync(silo);
        var customer = await business.MeetAsync();
        var late = new SendOrder
        {
            Message = new MessageId(customer.Id, 1),
            Attempt = 1,
            To = [],
            Content = MessageContent.OfText("stale"),
            Deadline = DateTimeOffset.UtcNow.AddSeconds(-1),
        };
        var dispatcher = silo.Service<IDispatcher>();

        dispatcher.Post(business.Tenant, business.Account, late);
        dispatcher.Post(business.Tenant, business.Account, late with { Content = MessageContent.OfText("fresh"), Deadline = DateTimeOffset.MaxValue });
        await customer.ReceiveAsync("m1");
        await customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]);

        Assert.DoesNotContain(silo.Paper.Sent(business.Account), o => o.Content.Text == "stale");
    }

    // The provider's word for the first attempt came after the second was committed and before its turn.
    [Fact]
    public async Task A_second_attempt_that_nobody_waits_for_any_more_leads_to_no_call()
    {
        var business = await Business.OpenAsync(silo);
        var customer = await business.MeetAsync();
        await customer.ReceiveAsync("m1");
        var sent = (await customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]))[1];
        var again = new SendOrder
        {
            Message = sent.Id,
            Attempt = 2,
            To = [],
            Content = MessageContent.OfText("again"),
            Deadline = DateTimeOffset.MaxValue,
        };

        silo.Service<IDispatcher>().Post(business.Tenant, business.Account, again);
        await customer.ReceiveAsync("m2");
        await customer.UntilAsync(t => t is [.., { State: MessageState.Sent }] && t.Count == 4);

        Assert.DoesNotContain(silo.Paper.Sent(business.Account), o => o.Content.Text == "again");
    }

    [Fact]
    public async Task More_than_a_slow_account_can_send_in_time_waits_in_the_conversations_and_is_sent_once()
    {
        var business = await Business.OpenAsync(silo);
        var account = await business.ConnectAsync($"{business.Number}-slow", messagesPerSecond: 50);
        var customers = new List<Customer>();
        for (var i = 0; i < 100; i++)
        {
            customers.Add(await business.MeetAsync(account));
            await customers[^1].ReceiveAsync($"m{i}");
        }

        foreach (var customer in customers)
            await customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]);

        Assert.Equal(customers.Count, silo.Paper.Sent(account).Count);
        Assert.Equal(customers.Count, silo.Paper.Sent(account).Select(o => o.Message).Distinct().Count());
    }
}
