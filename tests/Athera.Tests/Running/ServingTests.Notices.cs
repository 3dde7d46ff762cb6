using System.Net;
using Athera.Lab.Meta;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

// What WhatsApp tells besides messages.
public abstract partial class ServingTests
{
    [Fact]
    public async Task A_message_changed_marked_and_taken_back_is_shown_so_and_its_words_are_nowhere()
    {
        const string customer = "12025550115", secret = "behind the third oak", changed = "behind the fourth oak";
        var athera = await AtheraAsync();
        var (dana, now) = (new WhatsAppCustomer(customer, null, "Dana Field"), TimeProvider.System.GetUtcNow());
        var text = RunningAthera.Text(customer, secret);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(athera, MetaWebhooks.Texts(athera.WhatsApp, text)));
        await AnsweredAsync(athera, customer, "read");
        var conversation = (await athera.ConversationAsync(customer, Cancellation)).Id;

        await StatusAsync(athera, MetaWebhooks.Happenings(
            athera.WhatsApp,
            WhatsAppHappening.Edit(dana, text.MessageId, changed, now.AddSeconds(1)),
            WhatsAppHappening.Reaction(dana, text.MessageId, "\U0001F44D", now.AddSeconds(2))));
        var shown = await SeenAsync(athera, conversation);
        Assert.Contains(changed, shown, StringComparison.Ordinal);
        Assert.Contains("\"emoji\"", shown, StringComparison.Ordinal);

        var removal = MetaWebhooks.Happenings(athera.WhatsApp, WhatsAppHappening.Revoke(dana, text.MessageId, now.AddSeconds(3)));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [await StatusAsync(athera, removal), await StatusAsync(athera, removal)]);

        shown = await SeenAsync(athera, conversation);
        Assert.DoesNotContain(changed, shown, StringComparison.Ordinal);
        Assert.Contains("\"deletedAt\":\"2", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_on_the_phone_is_shown_and_the_agent_falls_silent()
    {
        const string customer = "12025550116";
        var athera = await AtheraAsync();
        var (dana, now) = (new WhatsAppCustomer(customer, null, "Dana Field"), TimeProvider.System.GetUtcNow());

        await StatusAsync(athera, MetaWebhooks.Texts(athera.WhatsApp, RunningAthera.Text(customer, "Hello")));
        await AnsweredAsync(athera, customer, "read");
        await StatusAsync(athera, MetaWebhooks.Happenings(
            athera.WhatsApp, WhatsAppHappening.Echo(athera.WhatsApp, dana, "Ann here, I will look.", now.AddSeconds(1))));
        await StatusAsync(athera, MetaWebhooks.Texts(athera.WhatsApp, RunningAthera.Text(customer, "Thanks")));

        var conversation = (await athera.ConversationAsync(customer, Cancellation)).Id;
        var transcript = await athera.Api.MessagesAsync(conversation, Cancellation);
        Assert.Equal(["in", "out", "out", "in"], transcript.Select(message => message.Direction));
        Assert.Equal("Ann here, I will look.", transcript[2].Text);
        Assert.Contains("\"responder\":\"user\"", await ReadAsync(athera, $"api/v1/conversations/{conversation}"), StringComparison.Ordinal);
        Assert.Single(SendsTo(athera, customer));
    }

    // Everything the API shows of the conversation.
    private static async Task<string> SeenAsync(RunningAthera athera, string conversation) =>
        await ReadAsync(athera, $"api/v1/conversations/{conversation}")
        + await ReadAsync(athera, $"api/v1/conversations/{conversation}/messages")
        + await ReadAsync(athera, $"api/v1/conversations/{conversation}/events?after=0");

    private static async Task<string> ReadAsync(RunningAthera athera, string path)
    {
        using var answer = await athera.Api.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }
}
