using Athera.Conversations;
using Athera.Messages;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Conversations;

/// <summary>What is written to a conversation is kept once, in order, and answered.</summary>
public sealed class ConversationGrainTests(TestSilo silo) : ConversationInSilo(silo)
{
    [Fact]
    public async Task A_message_is_stored_answered_and_sent()
    {
        Assert.Equal(ReceiveOutcome.Stored, await Customer.ReceiveAsync("m1"));

        var transcript = await Customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]);

        Assert.Equal(["text of m1", "AI.\n\nYou said: text of m1"], transcript.Select(m => m.Text));
        Assert.Equal($"out-{transcript[1].Id}-1", transcript[1].ExternalId);
    }

    [Fact]
    public async Task Many_messages_at_once_are_each_answered_in_their_order_however_many_wait()
    {
        string[] ids = [.. Enumerable.Range(0, 60).Select(i => $"m{i}")];
        await Customer.ReceiveAsync(ids);

        await Customer.UntilAsync(t => t.Count(m => m.State == MessageState.Sent) == ids.Length);

        var answers = Silo.Paper.Sent(Business.Account).Select(o => o.Content.Text!.Replace("AI.\n\n", "", StringComparison.Ordinal));
        Assert.Equal(ids.Select(id => $"You said: text of {id}"), answers);
    }

    [Fact]
    public async Task A_burst_longer_than_what_the_conversation_keeps_in_mind_is_shown_whole_to_who_answers_it()
    {
        var patient = await Business.OpenAsync(Silo, settleMs: 1000);
        var customer = await patient.MeetAsync();
        string[] ids = [.. Enumerable.Range(0, Conversation.TailLength + 14).Select(i => $"m{i}")];
        await customer.ReceiveAsync(ids);

        await customer.UntilAsync(t => t is [.., { State: MessageState.Sent }]);

        Assert.Equal(ids.Select(id => $"text of {id}"), Silo.Model.Shown);
    }

    [Fact]
    public async Task One_message_sent_many_times_at_once_is_received_once()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Customer.ReceiveAsync("m1")));

        Assert.All(outcomes, o => Assert.Equal(ReceiveOutcome.Stored, o));
        Assert.Equal(["m1"], await Customer.ReceivedAsync());
    }

    [Fact]
    public async Task Old_repeats_in_a_busy_hour_cost_no_message()
    {
        string[] old = [.. Enumerable.Range(0, 40).Select(i => $"old-{i}")], fresh = [.. Enumerable.Range(0, 40).Select(i => $"new-{i}")];
        await Customer.ReceiveAsync([.. old, .. Enumerable.Range(0, Conversation.Remembered).Select(i => $"between-{i}")], LongAgo);

        var outcomes = await Task.WhenAll(old.Zip(fresh).SelectMany(pair => new[]
        {
            Customer.ReceiveAsync([pair.First], LongAgo), Customer.ReceiveAsync([pair.Second], LongAgo),
        }));

        Assert.All(outcomes, o => Assert.Equal(ReceiveOutcome.Stored, o));
        Assert.Equal(old.Length + Conversation.Remembered + fresh.Length, (await Customer.ReceivedAsync()).Distinct().Count());
    }

    [Fact]
    public async Task While_a_model_hangs_the_conversation_answers_at_once_and_a_takeover_wins()
    {
        var (asked, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        Silo.Model.Think(async (_, _) =>
        {
            asked.TrySetResult();
            await goOn.Task; // Deaf to being stopped, as a model may be.
        });
        await Customer.ReceiveAsync("m1");
        await asked.Task.WaitAsync(Lab.Soon.Enough);

        Assert.Equal(ReceiveOutcome.Stored, await Customer.ReceiveAsync("m2"));
        var taken = await Customer.Grain.Handle(new TakeOver { User = "ann" });
        goOn.SetResult();
        var sent = await Customer.Grain.Send(new SendMessage { ClientMessageId = "c1", Text = "This is Ann.", User = "ann" });

        Assert.Equal(Responder.User, taken.Value!.Responder);
        var transcript = await Customer.UntilAsync(t => t.Any(m => m.State == MessageState.Sent));
        Assert.Equal([null, null, sent.Value!.Id], transcript.Select(m => m.Direction == MessageDirection.Out ? m.Id : (MessageId?)null));
        Assert.Single(Silo.Paper.Sent(Business.Account));
    }

    [Fact]
    public async Task Two_conversations_opened_for_one_sender_end_in_one()
    {
        var twin = Customer with { Id = ConversationId.New() };

        var outcomes = await Task.WhenAll(Customer.ReceiveAsync("m1"), twin.ReceiveAsync("m2"));

        Assert.Equal([ReceiveOutcome.Stored, ReceiveOutcome.Superseded], outcomes.Order());
        Assert.Single((await Business.Conversations.List(new ConversationQuery())).Items);
    }
}
