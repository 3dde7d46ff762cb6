using System.Net;
using System.Text;
using Athera.Lab.Meta;
using Athera.Lab.Twilio;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

// What providers bring.
public abstract partial class ServingTests
{
    [Fact]
    public async Task The_same_webhook_fifty_times_at_once_is_one_message_and_one_reply()
    {
        const string customer = "12025550111";
        var athera = await AtheraAsync();
        var webhook = MetaWebhooks.Texts(athera.WhatsApp, RunningAthera.Text(customer, "Do you deliver?"));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => StatusAsync(athera, webhook)));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        var transcript = await AnsweredAsync(athera, customer, "read");
        Assert.Equal(["in", "out"], transcript.Select(message => message.Direction));
        Assert.Single(SendsTo(athera, customer));
    }

    [Fact]
    public async Task A_webhook_that_is_not_proven_is_refused_and_leaves_nothing_behind()
    {
        const string stranger = "12025550112", customer = "12025550113";
        var athera = await AtheraAsync();
        var conversations = await athera.Api.ListAsync<ConversationSeen>("conversations", Cancellation);
        var quarantine = await athera.Api.ListAsync<QuarantinedSeen>("quarantine", Cancellation);
        var good = MetaWebhooks.Texts(athera.WhatsApp, RunningAthera.Text(stranger, "Let me in / now"));
        var forged = MetaWebhooks.Sign(athera.WhatsApp with { AppSecret = "another" }, good.Body);
        var unsigned = good with { Headers = new Dictionary<string, string>() };
        // The same JSON with its slash no longer escaped, as a middleman who parses and writes would pass it on.
        var rewritten = good with
        {
            Body = Encoding.UTF8.GetBytes(
                Encoding.UTF8.GetString(good.Body.Span).Replace("\\/", "/", StringComparison.Ordinal)),
        };
        Assert.NotEqual(good.Body.Length, rewritten.Body.Length);

        foreach (var webhook in new[] { forged, unsigned, rewritten })
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(athera, webhook));

        // Whatever those had set off would be there by the time a later message has been answered.
        await StatusAsync(athera, MetaWebhooks.Texts(athera.WhatsApp, RunningAthera.Text(customer, "Hello")));
        await AnsweredAsync(athera, customer, "read");
        Assert.Empty(await athera.Api.ConversationsOfAsync($"+{stranger}", Cancellation));
        Assert.Equal(conversations.Count + 1, (await athera.Api.ListAsync<ConversationSeen>("conversations", Cancellation)).Count);
        Assert.Equal(quarantine, await athera.Api.ListAsync<QuarantinedSeen>("quarantine", Cancellation));
    }

    [Fact]
    public async Task A_text_over_Twilio_is_taken_at_its_own_route_answered_there_and_ends_delivered()
    {
        const string customer = "12025550114";
        var athera = await AtheraAsync();
        var sms = await athera.ConnectSmsAsync(Cancellation);

        var outcome = await athera.Lab.TwilioWebhooks.SendAsync(
            sms, new TwilioText { From = $"+{customer}", Text = "What does a pizza cost?" }, Cancellation);

        Assert.Equal((200, "text/xml"), (outcome.Status, outcome.ContentType));
        Assert.EndsWith("<Response/>", outcome.Body, StringComparison.Ordinal);
        var transcript = await AnsweredAsync(athera, customer, "delivered");
        var send = Assert.Single(athera.Lab.Twilio.Sends.Entries, send => send.To == $"+{customer}");
        Assert.Equal(("out", send.Sid, send.Text), (transcript[1].Direction, transcript[1].ExternalId, transcript[1].Text));
        Assert.Equal("twilio", (await athera.ConversationAsync(customer, Cancellation)).Channel);
    }
}
