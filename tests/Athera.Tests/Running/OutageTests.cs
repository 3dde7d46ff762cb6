using System.Net;
using Athera.Lab.Meta;
using Athera.Testing;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

public abstract class OutageTests(Func<string, Task<SiloStorage>> engine) : RunningTests(engine)
{
    [Fact]
    public async Task While_nothing_can_be_stored_nothing_is_accepted_and_afterwards_nothing_is_missing()
    {
        await using var athera = await StartEchoingAsync();
        var traffic = new CustomerTraffic(athera, customers: 8, messages: 10);
        var writing = traffic.WriteAsync(Cancellation);
        await traffic.Accepted.FirstAsync(number => number >= 20, Eventually.Patience, Cancellation);

        await athera.Storage.FailAsync();
        var text = RunningAthera.Text("12025550199", "Is anybody there?");
        var webhook = MetaWebhooks.Texts(athera.WhatsApp, text);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var refused = await athera.Api.PostAsync(webhook, Cancellation);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        await Eventually.SeesAsync(
            () => athera.Silo.ReadyAsync(Cancellation), status => status == HttpStatusCode.ServiceUnavailable, Cancellation);

        await athera.Storage.RecoverAsync();
        await Eventually.SeesAsync(() => athera.Silo.ReadyAsync(Cancellation), status => status == HttpStatusCode.OK, Cancellation);
        Assert.True((await athera.Lab.MetaWebhooks.PostAsync(webhook, RunningAthera.Persistent, Cancellation)).Accepted);
        var conversation = await athera.ConversationAsync("12025550199", Cancellation);
        var transcript = await athera.Api.MessagesAsync(conversation.Id, Cancellation);
        Assert.Equal(text.MessageId, transcript[0].ExternalId);
        await writing;
        Assert.Empty((await traffic.HistoriesAsync(Cancellation)).SelectMany(HistoryChecker.Violations));
    }
}

public sealed class OutageOfSqliteTests() : OutageTests(Engines.Sqlite);

public sealed class OutageOfPostgresTests() : OutageTests(Engines.PostgresOfItsOwn);
