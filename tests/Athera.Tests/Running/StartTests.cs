using System.Net;
using Athera.Lab.Meta;
using Athera.Lab.Wire;
using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Lab;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Running;

public abstract class StartTests(Func<string, Task<SiloStorage>> engine) : RunningTests(engine)
{
    private const string Customer = "12025550143";

    [Fact]
    public async Task An_empty_directory_becomes_an_Athera_that_answers_a_recorded_message_once()
    {
        // Seconds after the recorded message was written: an old one would not be answered.
        await using var athera = await StartAsync(_ => new Dictionary<string, string> { ["Athera:Clock:Start"] = "1790000030" });
        using var page = await athera.Api.GetAsync("/lab", Cancellation);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        using var answer = await athera.Api.PostAsync(Recorded(athera, "wa-01-text.json"), Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        var conversation = await athera.ConversationAsync(Customer, Cancellation);
        var transcript = await ReadAsync(athera, conversation, answers: 1);
        Assert.Equal("Hello, do you deliver on Sundays?", transcript[0].Text);
        Assert.Contains("Yes, we deliver every day", transcript[1].Text, StringComparison.Ordinal);
        Assert.Equal([transcript[1].ExternalId], athera.Lab.Graph.Sends.Entries.Select(send => send.MessageId));
    }

    [Fact]
    public async Task A_restart_keeps_history_identities_and_ticks()
    {
        await using var athera = await StartAsync();
        var first = RunningAthera.Text(Customer, "Are you open on Monday?");
        await athera.Lab.MetaWebhooks.SendAsync(athera.WhatsApp, first, Cancellation);
        var conversation = await athera.ConversationAsync(Customer, Cancellation);
        var before = await ReadAsync(athera, conversation, answers: 1);

        Assert.Equal(0, await athera.Silo.StopAsync(TimeSpan.FromSeconds(15)));
        await athera.Silo.StartAsync(Cancellation);

        Assert.Equal(before, await athera.Api.MessagesAsync(conversation.Id, Cancellation));
        var second = RunningAthera.Text(Customer, "And what does a pizza cost?");
        await athera.Lab.MetaWebhooks.SendAsync(athera.WhatsApp, second, Cancellation);
        var after = await ReadAsync(athera, conversation, answers: 2);
        Assert.Equal(before, after.Take(before.Count));
        Assert.Equal([first.MessageId, second.MessageId], after.Where(message => message.Direction == "in").Select(message => message.ExternalId));
        var known = Assert.Single(await athera.Api.ListAsync<ConversationSeen>("conversations", Cancellation));
        Assert.Equal((conversation.Id, conversation.ContactId), (known.Id, known.ContactId));
        Assert.Equal(2, athera.Lab.Graph.Sends.Total);
    }

    private static Task<IReadOnlyList<MessageSeen>> ReadAsync(RunningAthera athera, ConversationSeen conversation, int answers) =>
        Eventually.SeesAsync(
            () => athera.Api.MessagesAsync(conversation.Id, Cancellation),
            messages => messages.Count(message => message is { Direction: "out", State: "read" }) == answers, Cancellation);

    private static SignedWebhook Recorded(RunningAthera athera, string name) => new()
    {
        Url = athera.WhatsApp.WebhookUrl,
        ContentType = "application/json",
        Body = Fixture.Bytes($"meta/{name}"),
        Headers = new Dictionary<string, string>
        {
            [MetaSignature.Header] = Fixture.Json("meta/signatures.json")[name]!["x_hub_signature_256"]!.GetValue<string>(),
        },
        Provider = Provider.Meta,
        Subject = "recorded",
    };
}

public sealed class StartOnSqliteTests() : StartTests(Engines.Sqlite);

public sealed class StartOnPostgresTests(SharedPostgres postgres) : StartTests(Engines.Postgres(postgres));
