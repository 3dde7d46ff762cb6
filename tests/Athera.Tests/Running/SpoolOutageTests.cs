using System.Net;
using Athera.Lab.Twilio;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

public sealed class SpoolOutageTests() : RunningTests(Engines.PostgresOfItsOwn)
{
    [Fact]
    public async Task What_Twilio_sends_while_the_database_is_down_survives_even_the_death_of_the_process()
    {
        const string customer = "12025550177";
        var spool = Directory.CreateTempSubdirectory("athera-spool-").FullName;
        try
        {
            await using var athera = await StartAsync(_ => new Dictionary<string, string> { ["Athera:Spool:Directory"] = spool });
            var sms = await athera.ConnectSmsAsync(Cancellation);
            Task<HttpStatusCode> SendAsync(string text) => StatusAsync(athera, sms, $"+{customer}", text);
            Assert.Equal(HttpStatusCode.OK, await SendAsync("before"));
            await athera.ConversationAsync(customer, Cancellation);

            await athera.Storage.FailAsync();
            for (var i = 0; i < 3; i++)
                Assert.Equal(HttpStatusCode.OK, await SendAsync($"during {i}"));
            await athera.Silo.KillAsync();
            await athera.Storage.RecoverAsync();
            await athera.Silo.StartAsync(Cancellation);
            Assert.Equal(HttpStatusCode.OK, await SendAsync("after"));

            var conversation = await athera.ConversationAsync(customer, Cancellation);
            var received = await Athera.Testing.Eventually.SeesAsync(
                async () => (await athera.Api.MessagesAsync(conversation.Id, Cancellation)).Where(m => m.Direction == "in").ToList(),
                messages => messages.Count >= 5,
                Cancellation);
            Assert.Equal(["before", "during 0", "during 1", "during 2", "after"], received.Select(m => m.Text));
            Assert.Empty(Directory.EnumerateFiles(spool));
        }
        finally
        {
            Directory.Delete(spool, recursive: true);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningAthera athera, TwilioAccount account, string customer, string text)
    {
        using var reply = await athera.Api.PostAsync(
            TwilioWebhooks.Text(account, new TwilioText { From = customer, Text = text }), Cancellation);
        return reply.StatusCode;
    }
}
