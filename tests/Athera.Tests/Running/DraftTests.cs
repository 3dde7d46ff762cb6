using Athera.Lab.Models;
using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>People look on while an agent's model writes.</summary>
public sealed class DraftTests() : RunningTests(Engines.Sqlite)
{
    private const string Customer = "12025550151";

    // It takes the model some seconds.
    internal static string Answer { get; } = string.Concat(Enumerable.Range(1, 40).Select(i => $"word {i}, ")).Trim();

    internal static StreamPacing Slow { get; } = new() { PieceLength = 8, Between = TimeSpan.FromMilliseconds(100) };

    [Fact]
    public async Task Who_has_the_conversation_open_sees_the_answer_grow_and_the_customer_gets_it_once_and_whole()
    {
        await using var athera = await StartEchoingAsync();
        var conversation = await GreetAsync(athera);
        await using var reader = await InboxReader.SubscribeAsync(athera.Silo.Url, null, Cancellation);
        await using var bystander = await InboxReader.SubscribeAsync(athera.Silo.Url, null, Cancellation);
        await reader.OpenAsync(conversation.Id, Cancellation);
        (athera.Lab.Model.Pacing, _) = (Slow, athera.Lab.Model.Script.Always(ModelBehaviour.Say(Answer)));

        await SayAsync(athera, "Tell me everything");

        await reader.Drafts.FirstAsync(draft => draft.Text.Length > 0, Eventually.Patience, Cancellation);
        await reader.Drafts.FirstAsync(draft => draft.Over, Eventually.Patience, Cancellation);
        await AnsweredAsync(athera, conversation, 2);
        var drafts = reader.Drafts.Entries;
        Assert.All(drafts, draft => Assert.StartsWith(draft.Text, Answer, StringComparison.Ordinal));
        Assert.All(drafts, draft => Assert.Equal((conversation.Id, drafts[0].Turn), (draft.ConversationId, draft.Turn)));
        Assert.Equal(drafts.Select(draft => draft.Number).Distinct().Order(), drafts.Select(draft => draft.Number));
        Assert.Empty(bystander.Drafts.Entries);
        Assert.Equal(2, athera.Lab.Graph.Sends.Entries.Count(send => send.Recipient == Customer));
        Assert.Equal(Answer, (await athera.Api.MessagesAsync(conversation.Id, Cancellation))[^1].Text);
        Assert.All(reader.Events.Entries, happened => Assert.DoesNotContain("draft", happened.Kind, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_draft_of_a_turn_that_another_message_overtakes_is_taken_away()
    {
        await using var athera = await StartEchoingAsync();
        var conversation = await GreetAsync(athera);
        await using var reader = await InboxReader.SubscribeAsync(athera.Silo.Url, null, Cancellation);
        await reader.OpenAsync(conversation.Id, Cancellation);
        (athera.Lab.Model.Pacing, _) = (Slow, athera.Lab.Model.Script.Always(ModelBehaviour.Say(Answer)));

        await SayAsync(athera, "Tell me everything");
        var first = await reader.Drafts.FirstAsync(draft => draft.Text.Length > 0, Eventually.Patience, Cancellation);
        await SayAsync(athera, "No, wait");

        await reader.Drafts.FirstAsync(draft => draft.Turn == first.Turn && draft.Over, Eventually.Patience, Cancellation);
        await reader.Drafts.FirstAsync(draft => draft.Turn > first.Turn && draft.Text.Length > 0, Eventually.Patience, Cancellation);
        await AnsweredAsync(athera, conversation, 2);
    }

    private static async Task<ConversationSeen> GreetAsync(RunningAthera athera)
    {
        await SayAsync(athera, "Hello");
        var conversation = await athera.ConversationAsync(Customer, Cancellation);
        await AnsweredAsync(athera, conversation, 1);
        return conversation;
    }

    private static Task SayAsync(RunningAthera athera, string text) =>
        athera.Lab.MetaWebhooks.SendAsync(athera.WhatsApp, RunningAthera.Text(Customer, text), Cancellation);

    private static Task AnsweredAsync(RunningAthera athera, ConversationSeen conversation, int answers) => Eventually.SeesAsync(
        () => athera.Api.MessagesAsync(conversation.Id, Cancellation),
        messages => messages.Count(message => message is { Direction: "out", State: "read" }) == answers, Cancellation);
}

/// <summary>The same over several silos: the turn runs on one, and people look on at all of them.</summary>
public sealed class DraftClusterTests(SharedPostgres postgres) : RunningTests(Engines.Postgres(postgres))
{
    private const string Customer = "12025550152";

    [Fact]
    public async Task A_draft_is_seen_on_every_silo_on_which_somebody_has_the_conversation_open()
    {
        Assert.SkipWhen(SiloProcess.MissingReason is not null, SiloProcess.MissingReason ?? "");
        await using var cluster = await RunningCluster.StartAsync(
            (PostgresStorage)await Engines.Postgres(postgres)(""), 2, Echoing, Cancellation);
        await cluster.Api.ChangeAgentAsync(new { settleMs = 0 }, Cancellation);
        await SayAsync(cluster, "Hello");
        var conversation = (await Eventually.SeesAsync(
            () => cluster.Api.ConversationsOfAsync($"+{Customer}", Cancellation), found => found.Count == 1, Cancellation))[0];
        await Eventually.SeesAsync(
            () => cluster.Api.MessagesAsync(conversation.Id, Cancellation), messages => messages is [.., { Direction: "out" }], Cancellation);
        await using var one = await InboxReader.SubscribeAsync(cluster.Silos[0].Url, null, Cancellation);
        await using var two = await InboxReader.SubscribeAsync(cluster.Silos[1].Url, null, Cancellation);
        await Task.WhenAll(one.OpenAsync(conversation.Id, Cancellation), two.OpenAsync(conversation.Id, Cancellation));
        (cluster.Lab.Model.Pacing, _) = (DraftTests.Slow, cluster.Lab.Model.Script.Always(ModelBehaviour.Say(DraftTests.Answer)));

        await SayAsync(cluster, "Tell me everything");

        foreach (var reader in new[] { one, two })
        {
            await reader.Drafts.FirstAsync(draft => draft.Text.Length > 0, Eventually.Patience, Cancellation);
            await reader.Drafts.FirstAsync(draft => draft.Over, Eventually.Patience, Cancellation);
        }
    }

    private static Task SayAsync(RunningCluster cluster, string text) =>
        cluster.Lab.MetaWebhooks.SendAsync(cluster.WhatsApp, RunningAthera.Text(Customer, text), Cancellation);
}
