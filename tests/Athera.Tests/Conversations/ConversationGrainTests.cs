using Athera.Channels;
using Athera.Conversations;
using Athera.Journal;
using Athera.Keys;
using Athera.Messages;
using Athera.Tests.Journal;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Conversations;

[Collection(nameof(TestSilo))]
public sealed class ConversationGrainTests(TestSilo silo) : IAsyncLifetime
{
    private Business _business = null!;
    private Customer _customer = null!;

    public async ValueTask InitializeAsync()
    {
        _business = await Business.OpenAsync(silo);
        _customer = await _business.MeetAsync();
    }

    public ValueTask DisposeAsync()
    {
        silo.Store.Heal();
        silo.Model.Think((_, _) => Task.CompletedTask);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_message_is_stored_answered_and_sent()
    {
        Assert.Equal(ReceiveOutcome.Stored, await _customer.ReceiveAsync("m1"));

        var transcript = await _customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]);

        Assert.Equal(["text of m1", "AI.\n\nYou said: text of m1"], transcript.Select(m => m.Text));
        Assert.Equal($"out-{transcript[1].Id}-1", transcript[1].ExternalId);
    }

    [Fact]
    public async Task Many_messages_at_once_are_each_answered_in_their_order_however_many_wait()
    {
        string[] ids = [.. Enumerable.Range(0, 60).Select(i => $"m{i}")];
        await _customer.ReceiveAsync(ids);

        await _customer.UntilAsync(t => t.Count(m => m.State == MessageState.Sent) == ids.Length);

        var answers = silo.Paper.Sent(_business.Account).Select(o => o.Content.Text!.Replace("AI.\n\n", "", StringComparison.Ordinal));
        Assert.Equal(ids.Select(id => $"You said: text of {id}"), answers);
    }

    [Fact]
    public async Task A_burst_longer_than_what_the_conversation_keeps_in_mind_is_shown_whole_to_who_answers_it()
    {
        var patient = await Business.OpenAsync(silo, settleMs: 1000);
        var customer = await patient.MeetAsync();
        string[] ids = [.. Enumerable.Range(0, Conversation.TailLength + 14).Select(i => $"m{i}")];
        await customer.ReceiveAsync(ids);

        await customer.UntilAsync(t => t is [.., { State: MessageState.Sent }]);

        Assert.Equal(ids.Select(id => $"text of {id}"), silo.Model.Shown);
    }

    [Fact]
    public async Task One_message_sent_many_times_at_once_is_received_once()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _customer.ReceiveAsync("m1")));

        Assert.All(outcomes, o => Assert.Equal(ReceiveOutcome.Stored, o));
        Assert.Equal(["m1"], await _customer.ReceivedAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_sent_again_while_it_is_being_stored_is_accepted_only_when_it_is_stored(bool stored)
    {
        await _customer.ReceiveAsync(["m0"], LongAgo);
        var gate = new Gate();
        silo.Store.Hold(gate);
        var first = _customer.ReceiveAsync(["m1"], LongAgo);
        await gate.Arrived;
        var again = _customer.ReceiveAsync(["m1"], LongAgo);
        if (!stored)
            silo.Store.FailBefore(a => a.Tenant == _business.Tenant);
        gate.Open();

        var expected = stored ? ReceiveOutcome.Stored : ReceiveOutcome.Unavailable;
        Assert.Equal([expected, expected], await Task.WhenAll(first, again));
    }

    [Fact]
    public async Task Old_repeats_in_a_busy_hour_cost_no_message()
    {
        string[] old = [.. Enumerable.Range(0, 40).Select(i => $"old-{i}")], fresh = [.. Enumerable.Range(0, 40).Select(i => $"new-{i}")];
        await _customer.ReceiveAsync([.. old, .. Enumerable.Range(0, Conversation.Remembered).Select(i => $"between-{i}")], LongAgo);

        var outcomes = await Task.WhenAll(old.Zip(fresh).SelectMany(pair => new[]
        {
            _customer.ReceiveAsync([pair.First], LongAgo), _customer.ReceiveAsync([pair.Second], LongAgo),
        }));

        Assert.All(outcomes, o => Assert.Equal(ReceiveOutcome.Stored, o));
        Assert.Equal(old.Length + Conversation.Remembered + fresh.Length, (await _customer.ReceivedAsync()).Distinct().Count());
    }

    [Fact]
    public async Task What_another_writer_appended_is_read_before_it_is_decided_again()
    {
        await _customer.ReceiveAsync(["m1"], LongAgo);
        var sequence = (await _business.Conversations.Get(_customer.Id)).Value!.Sequence;
        await AppendBehindTheBack(sequence);

        var labelled = await _customer.Grain.Handle(new SetLabels { User = "ann", Labels = ["vip"] });

        Assert.Equal(sequence + 2, labelled.Value!.Sequence);
        Assert.Equal(["m1", null], (await _customer.TranscriptAsync()).Select(m => m.ExternalId));
    }

    [Fact]
    public async Task A_store_that_fails_is_said_to_be_unavailable_and_nothing_is_half_done()
    {
        silo.Store.FailBefore(MineIs);
        Assert.Equal(ReceiveOutcome.Unavailable, await _customer.ReceiveAsync(["m1"], LongAgo));
        Assert.Equal(ReceiveOutcome.Unavailable, await _customer.ReceiveAsync(["m1"], LongAgo));

        silo.Store.Heal();

        Assert.Equal(ReceiveOutcome.Stored, await _customer.ReceiveAsync(["m1"], LongAgo));
        Assert.Equal(["m1"], await _customer.ReceivedAsync());
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_not_made_twice()
    {
        silo.Store.FailAfter(MineIs);
        Assert.Equal(ReceiveOutcome.Unavailable, await _customer.ReceiveAsync(["m1"], LongAgo));

        silo.Store.Heal();

        Assert.Equal(ReceiveOutcome.Stored, await _customer.ReceiveAsync(["m1", "m2"], LongAgo));
        Assert.Equal(["m1", "m2"], await _customer.ReceivedAsync());
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_fails_the_call_and_not_the_grain()
    {
        await _customer.ReceiveAsync(["m1"], LongAgo);
        await silo.ForgetAsync(_customer.Grain);
        silo.Store.CannotRead = true;
        await Assert.ThrowsAnyAsync<Exception>(() => _customer.ReceiveAsync(["m2"], LongAgo));

        silo.Store.Heal();

        Assert.Equal(ReceiveOutcome.Stored, await _customer.ReceiveAsync(["m2"], LongAgo));
        Assert.Equal(["m1", "m2"], await _customer.ReceivedAsync());
    }

    [Fact]
    public async Task An_answer_that_could_not_be_stored_is_told_again()
    {
        var failures = 0;
        silo.Model.Think((_, _) =>
        {
            silo.Store.FailBefore(a => MineIs(a) && failures++ < 3);
            return Task.CompletedTask;
        });
        await _customer.ReceiveAsync("m1");

        await _customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]);

        Assert.Single(silo.Paper.Sent(_business.Account));
    }

    [Fact]
    public async Task An_outcome_that_could_not_be_stored_is_told_again_and_the_message_not_sent_again()
    {
        var failures = 0;
        silo.Paper.Answer(_business.Number, (order, _) =>
        {
            silo.Store.FailBefore(a => MineIs(a) && failures++ < 3);
            return Task.FromResult(Athera.Channels.SendOutcome.Accepted($"taken-{order.Message}"));
        });
        await _customer.ReceiveAsync("m1");

        await _customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]);

        Assert.Single(silo.Paper.Sent(_business.Account));
        Assert.True(failures > 3);
    }

    [Fact]
    public async Task While_a_model_hangs_the_conversation_answers_at_once_and_a_takeover_wins()
    {
        var (asked, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        silo.Model.Think(async (_, _) =>
        {
            asked.TrySetResult();
            await goOn.Task; // Deaf to being stopped, as a model may be.
        });
        await _customer.ReceiveAsync("m1");
        await asked.Task.WaitAsync(Lab.Soon.Enough);

        Assert.Equal(ReceiveOutcome.Stored, await _customer.ReceiveAsync("m2"));
        var taken = await _customer.Grain.Handle(new TakeOver { User = "ann" });
        goOn.SetResult();
        var sent = await _customer.Grain.Send(new SendMessage { ClientMessageId = "c1", Text = "This is Ann.", User = "ann" });

        Assert.Equal(Responder.User, taken.Value!.Responder);
        var transcript = await _customer.UntilAsync(t => t.Any(m => m.State == MessageState.Sent));
        Assert.Equal([null, null, sent.Value!.Id], transcript.Select(m => m.Direction == MessageDirection.Out ? m.Id : (MessageId?)null));
        Assert.Single(silo.Paper.Sent(_business.Account));
    }

    [Fact]
    public async Task A_message_sent_again_by_its_writer_is_the_same_message_even_when_no_more_can_be_sent()
    {
        silo.Paper.Answer(_business.Number, (_, cancellation) => NeverAsync(cancellation));
        await _customer.ReceiveAsync(["m1"], LongAgo);
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
        await _customer.ReceiveAsync(["m1"], LongAgo);
        var old = (await Send("c0")).Value!.Id;
        for (var i = 1; i <= Conversation.Followed; i++)
            await Send($"c{i}");
        await _customer.UntilAsync(t => t.Count(m => m.State == MessageState.Sent) == Conversation.Followed + 1);
        MessageState[] states = [MessageState.Read, MessageState.Sent, MessageState.Failed, MessageState.Delivered];

        var reported = await Task.WhenAll(states.Select(state => _customer.Grain.Report([Given.Receipt(state) with { Message = old }])));

        Assert.All(reported, r => Assert.True(r.Granted));
        var events = (await _business.Conversations.Events(_customer.Id, 0, 200)).Value!.Items;
        Assert.Equal(states.Length, events.Count(e => e.Kind == "receipt.recorded"));
        Assert.Equal(MessageState.Read, (await _customer.TranscriptAsync()).Single(m => m.Id == old).State);
    }

    [Fact]
    public async Task A_message_put_off_is_shown_as_queued_again()
    {
        silo.Paper.Answer(_business.Number, (_, _) => Task.FromResult(
            Athera.Channels.SendOutcome.Deferred(new Fault(Faults.RateLimited), TimeSpan.FromMinutes(10))));
        await _customer.ReceiveAsync(["m1"], LongAgo);
        await Send("c0");

        await _customer.UntilAsync(t => t is [_, { State: MessageState.Queued }]
            && silo.Paper.Sent(_business.Account).Count == 1);
    }

    [Fact]
    public async Task Where_nobody_has_written_there_is_nothing_to_ask_and_nothing_to_send()
    {
        Assert.Equal(RefusalKind.NotFound, (await _customer.Grain.Handle(new TakeOver { User = "ann" })).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Send("c1")).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _customer.Grain.Report([Given.Receipt(MessageState.Read)])).Refusal?.Kind);
        Assert.True((await _customer.Grain.Settle(
            new SendReport(new MessageId(_customer.Id, 1), 1, Athera.Channels.SendOutcome.Accepted("x")))).Granted);
        await _customer.Grain.Wake();
    }

    [Fact]
    public async Task What_the_providers_list_shows_is_this_message_unless_it_is_known_as_another()
    {
        silo.Paper.Answer(_business.Number, (order, _) => Task.FromResult(SendOutcome.Accepted("x1")));
        var other = await _business.MeetAsync();
        await other.ReceiveAsync("n1");
        await other.UntilAsync(t => t is [_, { State: MessageState.Sent }]);
        silo.Paper.Answer(_business.Number, (_, _) => Task.FromResult(SendOutcome.Unknown(new Fault(Faults.ProviderUnavailable))));
        await _customer.ReceiveAsync("m1");
        var message = (await _customer.UntilAsync(t => t is [_, { State: MessageState.Unknown }]))[1].Id;
        SentCopy Copy(string id) => new(id, MessageState.Delivered, null);
        Task<Result<Done>> TestifyAsync(params SentCopy[] copies) =>
            _customer.Grain.Testify(new EvidenceReport(message, 1, 1, SentEvidence.Listed(copies)));

        Assert.True((await TestifyAsync(Copy("x1"))).Granted);
        Assert.Equal(MessageState.Unknown, (await _customer.TranscriptAsync())[1].State);
        Assert.True((await TestifyAsync(Copy("x1"), Copy("x2"))).Granted);

        var settled = (await _customer.TranscriptAsync())[1];
        Assert.Equal((MessageState.Delivered, "x2"), (settled.State, settled.ExternalId));
    }

    [Fact]
    public async Task Two_conversations_opened_for_one_sender_end_in_one()
    {
        var twin = _customer with { Id = ConversationId.New() };

        var outcomes = await Task.WhenAll(_customer.ReceiveAsync("m1"), twin.ReceiveAsync("m2"));

        Assert.Equal([ReceiveOutcome.Stored, ReceiveOutcome.Superseded], outcomes.Order());
        Assert.Single((await _business.Conversations.List(new ConversationQuery())).Items);
    }

    private static DateTimeOffset LongAgo => DateTimeOffset.UtcNow.AddHours(-1);

    private bool MineIs(Append append) => append.Streams.Any(s => s.Stream == _customer.Id.Value);

    private Task<Result<MessageView>> Send(string id) =>
        _customer.Grain.Send(new SendMessage { ClientMessageId = id, Text = "From Ann.", User = "ann" });

    private static async Task<Athera.Channels.SendOutcome> NeverAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        throw new InvalidOperationException("Never ends.");
    }

    private async Task AppendBehindTheBack(long after)
    {
        var key = await silo.Service<IKeyVault>().GetAsync(_business.Tenant, _customer.Contact.Value, CancellationToken.None);
        var note = new NoteAdded("from elsewhere", "bob", DateTimeOffset.UtcNow);
        var context = new SealContext(_business.Tenant, _customer.Id.Value, after + 1, SealPurpose.Event);
        var data = new EventData("note.added", DateTimeOffset.UtcNow, key.Seal(ConversationForm.Events.Encode(note), context));
        var results = await silo.Store.CommitAsync(
            [
                new Append
                {
                    Tenant = _business.Tenant,
                    Streams = [new StreamAppend(_customer.Id.Value, StreamCategory.Conversation, after, [data])],
                },
            ],
            OpaqueId.New(), DateTimeOffset.UtcNow, CancellationToken.None);
        Assert.Equal(AppendStatus.Committed, results[0].Status);
    }
}
