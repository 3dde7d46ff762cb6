using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Conversations;

/// <summary>What people send, and what providers say of it.</summary>
public sealed class ConversationOutboxTests(TestSilo silo) : ConversationInSilo(silo)
{
    [Fact]
    public async Task A_message_sent_again_by_its_writer_is_the_same_message_even_when_no_more_can_be_sent()
    {
        Silo.Paper.Answer(Business.Number, (_, cancellation) => NeverAsync(cancellation));
        await Customer.ReceiveAsync(["m1"], LongAgo);
        var first = await Send("c0");
        for (var i = 1; i < Conversation.MaxOutbox; i++)
            Assert.True((await Send($"c{i}")).Granted);
        Assert.Equal("outbox_full", (await Send("one more")).Refusal?.Code);

        var again = await Send("c0");

        Assert.Equal(first.Value!.Id, again.Value?.Id);
    }

    [Fact]
    public async Task Receipts_for_an_old_message_that_come_together_are_all_counted()
    {
        await Customer.ReceiveAsync(["m1"], LongAgo);
        var old = (await Send("c0")).Value!.Id;
        for (var i = 1; i <= Conversation.Followed; i++)
            await Send($"c{i}");
        await Customer.UntilAsync(t => t.Count(m => m.State == MessageState.Sent) == Conversation.Followed + 1);
        MessageState[] states = [MessageState.Read, MessageState.Sent, MessageState.Failed, MessageState.Delivered];

        var reported = await Task.WhenAll(states.Select(state => Customer.Grain.Report([Given.Receipt(state) with { Message = old }])));

        Assert.All(reported, r => Assert.True(r.Granted));
        var events = (await Business.Conversations.Events(Customer.Id, 0, 200)).Value!.Items;
        Assert.Equal(states.Length, events.Count(e => e.Kind == "receipt.recorded"));
        Assert.Equal(MessageState.Read, (await Customer.TranscriptAsync()).Single(m => m.Id == old).State);
    }

    [Fact]
    public async Task A_message_put_off_is_shown_as_queued_again()
    {
        Silo.Paper.Answer(Business.Number, (_, _) => Task.FromResult(
            Athera.Channels.SendOutcome.Deferred(new Fault(Faults.RateLimited), TimeSpan.FromMinutes(10))));
        await Customer.ReceiveAsync(["m1"], LongAgo);
        await Send("c0");

        await Customer.UntilAsync(t => t is [_, { State: MessageState.Queued }]
            && Silo.Paper.Sent(Business.Account).Count == 1);
    }

    [Fact]
    public async Task Where_nobody_has_written_there_is_nothing_to_ask_and_nothing_to_send()
    {
        Assert.Equal(RefusalKind.NotFound, (await Customer.Grain.Handle(new TakeOver { User = "ann" })).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Send("c1")).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Customer.Grain.Report([Given.Receipt(MessageState.Read)])).Refusal?.Kind);
        Assert.True((await Customer.Grain.Settle(
            new SendReport(new MessageId(Customer.Id, 1), 1, Athera.Channels.SendOutcome.Accepted("x")))).Granted);
        await Customer.Grain.Wake();
    }

    [Fact]
    public async Task What_the_providers_list_shows_is_this_message_unless_it_is_known_as_another()
    {
        Silo.Paper.Answer(Business.Number, (order, _) => Task.FromResult(SendOutcome.Accepted("x1")));
        var other = await Business.MeetAsync();
        await other.ReceiveAsync("n1");
        await other.UntilAsync(t => t is [_, { State: MessageState.Sent }]);
        Silo.Paper.Answer(Business.Number, (_, _) => Task.FromResult(SendOutcome.Unknown(new Fault(Faults.ProviderUnavailable))));
        await Customer.ReceiveAsync("m1");
        var message = (await Customer.UntilAsync(t => t is [_, { State: MessageState.Unknown }]))[1].Id;
        SentCopy Copy(string id) => new(id, MessageState.Delivered, null);
        Task<Result<Done>> TestifyAsync(params SentCopy[] copies) =>
            Customer.Grain.Testify(new EvidenceReport(message, 1, 1, SentEvidence.Listed(copies)));

        Assert.True((await TestifyAsync(Copy("x1"))).Granted);
        Assert.Equal(MessageState.Unknown, (await Customer.TranscriptAsync())[1].State);
        Assert.True((await TestifyAsync(Copy("x1"), Copy("x2"))).Granted);

        var settled = (await Customer.TranscriptAsync())[1];
        Assert.Equal((MessageState.Delivered, "x2"), (settled.State, settled.ExternalId));
    }

    private Task<Result<MessageView>> Send(string id) =>
        Customer.Grain.Send(new SendMessage { ClientMessageId = id, Text = "From Ann.", User = "ann" });

    private static async Task<Athera.Channels.SendOutcome> NeverAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        throw new InvalidOperationException("Never ends.");
    }
}
