using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Api;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>Visitors of a whole Athera, as programs.</summary>
public sealed class ChatTests() : RunningTests(Engines.Sqlite)
{
    private const int Kills = 3, MessagesBetween = 6;

    [Fact]
    public async Task Two_visitors_who_are_cut_off_again_and_again_miss_nothing_and_get_nothing_twice()
    {
        await using var athera = await StartShopAsync();
        await using var one = await VisitAsync(athera);
        await using var other = await VisitAsync(athera);
        for (var i = 0; i < 5; i++)
        {
            await Task.WhenAll(
                one.SendAsync($"one-{i}", $"one {i}", Cancellation), other.SendAsync($"other-{i}", $"other {i}", Cancellation));
            await one.DropAsync();
            // Answered while nobody listens on this side.
            await other.Messages.WaitForAsync(i + 1, message => message.Author == "agent", Eventually.Patience, Cancellation);
            await one.ResumeAsync(Cancellation);
        }

        await AssertWholeAsync(athera, one, "one", 5);
        await AssertWholeAsync(athera, other, "other", 5);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_in_a_kill_is_one_message_when_it_is_sent_again()
    {
        await using var athera = await StartShopAsync();
        await using var visitor = await VisitAsync(athera);
        var sent = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            for (var i = 0; i < MessagesBetween; i++, sent++)
            {
                var sending = visitor.SendAsync($"m{sent}", $"text {sent}", Cancellation);
                if (i < MessagesBetween - 1)
                {
                    await sending;
                    continue;
                }
                // Somewhere between the call and its answer.
                await athera.Silo.KillAsync();
                await Assert.ThrowsAnyAsync<Exception>(() => sending);
                await athera.Silo.StartAsync(Cancellation);
                await visitor.OpenAsync(Cancellation);
                await visitor.ResumeAsync(Cancellation);
                await visitor.SendAsync($"m{sent}", $"text {sent}", Cancellation);
            }
        }

        await AssertWholeAsync(athera, visitor, "text", sent);
    }

    [Fact]
    public async Task A_persons_answer_reaches_the_visitor_who_saw_it_when_the_inbox_says_so()
    {
        await using var athera = await StartShopAsync();
        await using var visitor = await VisitAsync(athera);
        await visitor.SendAsync("m1", "hello", Cancellation);
        await visitor.Messages.FirstAsync(message => message.Author == "agent", Eventually.Patience, Cancellation);
        var conversation = await ConversationAsync(athera);

        using var body = System.Net.Http.Json.JsonContent.Create(new { text = "A person here." });
        using var answer = await athera.Api.SendAsync(HttpMethod.Post, $"conversations/{conversation.Id}/messages", body, Cancellation);
        var seen = await visitor.Messages.FirstAsync(message => message.Author == "person", Eventually.Patience, Cancellation);
        await visitor.Hub.InvokeAsync("Received", seen.Position, Cancellation);
        await StateAsync("delivered");
        await visitor.Hub.InvokeAsync("Seen", seen.Position, Cancellation);
        await StateAsync("read");

        Assert.Equal("A person here.", seen.Text);
        Assert.DoesNotContain(await RawAsync(), message => message.Text == "hello" && message.Direction == "out");

        Task<IReadOnlyList<MessageSeen>> RawAsync() => athera.Api.MessagesAsync(conversation.Id, Cancellation);
        Task StateAsync(string state) => Eventually.SeesAsync(
            RawAsync, messages => messages.Any(message => message.Text == "A person here." && message.State == state), Cancellation);
    }

    private async Task<RunningAthera> StartShopAsync()
    {
        var athera = await StartAsync(lab => new Dictionary<string, string>(Echoing(lab))
        {
            ["Athera:Demo:ChatOrigins"] = ChatShop.OriginOf(lab.Url),
            ["Athera:Api:ChatSessionsPerMinute"] = "10000",
        });
        await athera.Api.ChangeAgentAsync(new { settleMs = 0 }, Cancellation);
        return athera;
    }

    private static async Task<ChatClient> VisitAsync(RunningAthera athera)
    {
        var visitor = new ChatClient(athera.Silo.Url, ChatShop.Account, ChatShop.OriginOf(athera.Lab.Url));
        await visitor.OpenAsync(Cancellation);
        await visitor.ResumeAsync(Cancellation);
        return visitor;
    }

    private static async Task<ConversationSeen> ConversationAsync(RunningAthera athera) => (await Eventually.SeesAsync(
        () => athera.Api.ListAsync<ConversationSeen>("conversations?channel=webchat", Cancellation), found => found.Count == 1, Cancellation))[0];

    // What the visitor was brought, over all its connections, is what the journal holds: each message once, in one order.
    private static async Task AssertWholeAsync(RunningAthera athera, ChatClient visitor, string words, int messages)
    {
        await visitor.Messages.WaitForAsync(messages, message => message.Author == "agent", Eventually.Patience, Cancellation);
        var seen = visitor.Messages.Entries;
        Assert.Equal(seen.Select(message => message.Position).Distinct().Order(), seen.Select(message => message.Position));
        Assert.Equal(seen.Select(message => message.Id).Distinct().Count(), seen.Count);
        Assert.Equal(
            Enumerable.Range(0, messages).Select(i => $"{words} {i}"),
            seen.Where(message => message.Author == "visitor").Select(message => message.Text));
        var conversations = await athera.Api.ListAsync<ConversationSeen>("conversations?channel=webchat", Cancellation);
        var transcripts = await Task.WhenAll(conversations.Select(one => athera.Api.MessagesAsync(one.Id, Cancellation)));
        Assert.Single(transcripts, transcript =>
            transcript.Where(message => message.Direction == "in").Select(message => message.Text)
                .SequenceEqual(Enumerable.Range(0, messages).Select(i => $"{words} {i}")));
    }
}
