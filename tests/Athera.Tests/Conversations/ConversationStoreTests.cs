using Athera.Conversations;
using Athera.Journal;
using Athera.Keys;
using Athera.Messages;
using Athera.Tests.Journal;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Conversations;

/// <summary>What a conversation says and does while its store fails, or others write to it.</summary>
public sealed class ConversationStoreTests(TestSilo silo) : ConversationInSilo(silo)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_sent_again_while_it_is_being_stored_is_accepted_only_when_it_is_stored(bool stored)
    {
        await Customer.ReceiveAsync(["m0"], LongAgo);
        var gate = new Gate();
        Silo.Store.Hold(gate);
        var first = Customer.ReceiveAsync(["m1"], LongAgo);
        await gate.Arrived;
        var again = Customer.ReceiveAsync(["m1"], LongAgo);
        if (!stored)
            Silo.Store.FailBefore(a => a.Tenant == Business.Tenant);
        gate.Open();

        var expected = stored ? ReceiveOutcome.Stored : ReceiveOutcome.Unavailable;
        Assert.Equal([expected, expected], await Task.WhenAll(first, again));
    }

    [Fact]
    public async Task What_another_writer_appended_is_read_before_it_is_decided_again()
    {
        await Customer.ReceiveAsync(["m1"], LongAgo);
        var sequence = (await Business.Conversations.Get(Customer.Id)).Value!.Sequence;
        await AppendBehindTheBack(sequence);

        var labelled = await Customer.Grain.Handle(new SetLabels { User = "ann", Labels = ["vip"] });

        Assert.Equal(sequence + 2, labelled.Value!.Sequence);
        Assert.Equal(["m1", null], (await Customer.TranscriptAsync()).Select(m => m.ExternalId));
    }

    [Fact]
    public async Task A_store_that_fails_is_said_to_be_unavailable_and_nothing_is_half_done()
    {
        Silo.Store.FailBefore(MineIs);
        Assert.Equal(ReceiveOutcome.Unavailable, await Customer.ReceiveAsync(["m1"], LongAgo));
        Assert.Equal(ReceiveOutcome.Unavailable, await Customer.ReceiveAsync(["m1"], LongAgo));

        Silo.Store.Heal();

        Assert.Equal(ReceiveOutcome.Stored, await Customer.ReceiveAsync(["m1"], LongAgo));
        Assert.Equal(["m1"], await Customer.ReceivedAsync());
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_not_made_twice()
    {
        Silo.Store.FailAfter(MineIs);
        Assert.Equal(ReceiveOutcome.Unavailable, await Customer.ReceiveAsync(["m1"], LongAgo));

        Silo.Store.Heal();

        Assert.Equal(ReceiveOutcome.Stored, await Customer.ReceiveAsync(["m1", "m2"], LongAgo));
        Assert.Equal(["m1", "m2"], await Customer.ReceivedAsync());
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_fails_the_call_and_not_the_grain()
    {
        await Customer.ReceiveAsync(["m1"], LongAgo);
        await Silo.ForgetAsync(Customer.Grain);
        Silo.Store.CannotRead = true;
        await Assert.ThrowsAnyAsync<Exception>(() => Customer.ReceiveAsync(["m2"], LongAgo));

        Silo.Store.Heal();

        Assert.Equal(ReceiveOutcome.Stored, await Customer.ReceiveAsync(["m2"], LongAgo));
        Assert.Equal(["m1", "m2"], await Customer.ReceivedAsync());
    }

    [Fact]
    public async Task An_answer_that_could_not_be_stored_is_told_again()
    {
        var failures = 0;
        Silo.Model.Think((_, _) =>
        {
            Silo.Store.FailBefore(a => MineIs(a) && failures++ < 3);
            return Task.CompletedTask;
        });
        await Customer.ReceiveAsync("m1");

        await Customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]);

        Assert.Single(Silo.Paper.Sent(Business.Account));
    }

    [Fact]
    public async Task An_outcome_that_could_not_be_stored_is_told_again_and_the_message_not_sent_again()
    {
        var failures = 0;
        Silo.Paper.Answer(Business.Number, (order, _) =>
        {
            Silo.Store.FailBefore(a => MineIs(a) && failures++ < 3);
            return Task.FromResult(Athera.Channels.SendOutcome.Accepted($"taken-{order.Message}"));
        });
        await Customer.ReceiveAsync("m1");

        await Customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]);

        Assert.Single(Silo.Paper.Sent(Business.Account));
        Assert.True(failures > 3);
    }

    private bool MineIs(Append append) => append.Streams.Any(s => s.Stream == Customer.Id.Value);

    private async Task AppendBehindTheBack(long after)
    {
        var key = await Silo.Service<IKeyVault>().GetAsync(Business.Tenant, Customer.Contact.Value, CancellationToken.None);
        var note = new NoteAdded("from elsewhere", "bob", DateTimeOffset.UtcNow);
        var context = new SealContext(Business.Tenant, Customer.Id.Value, after + 1, SealPurpose.Event);
        var data = new EventData("note.added", DateTimeOffset.UtcNow, key.Seal(ConversationForm.Events.Encode(note), context));
        var results = await Silo.Store.CommitAsync(
            [
                new Append
                {
                    Tenant = Business.Tenant,
                    Streams = [new StreamAppend(Customer.Id.Value, StreamCategory.Conversation, after, [data])],
                },
            ],
            OpaqueId.New(), DateTimeOffset.UtcNow, CancellationToken.None);
        Assert.Equal(AppendStatus.Committed, results[0].Status);
    }
}
