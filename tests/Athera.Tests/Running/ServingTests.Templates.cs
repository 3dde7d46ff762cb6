using System.Net;
using System.Text;
using Athera.Lab.Meta;
using Athera.Testing;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

// Templates, choices, and signs that somebody is there.
public abstract partial class ServingTests
{
    [Fact]
    public async Task A_template_is_synced_sent_filled_in_and_refused_once_Meta_has_paused_it()
    {
        const string customer = "12025550172";
        var athera = await AtheraAsync();
        await StatusAsync(athera, MetaWebhooks.Texts(athera.WhatsApp, RunningAthera.Text(customer, "Where is my order?")));
        await AnsweredAsync(athera, customer, "read");
        var conversation = await athera.ConversationAsync(customer, Cancellation);
        var messages = $"conversations/{conversation.Id}/messages";
        object Shipped(params string[] values) => new
        {
            template = new
            {
                name = "order_shipped", language = "en_US",
                variables = new Dictionary<string, string> { ["1"] = values[0], ["2"] = values[1], ["button.0.1"] = values[1] },
            },
        };

        Assert.Equal("template_unknown", await PostAsync(
            athera, messages, new { template = new { name = "no_such", language = "en_US" } }, HttpStatusCode.Conflict));
        await PostAsync(athera, "templates/sync", new { channelAccountId = conversation.ChannelAccountId }, HttpStatusCode.OK);
        Assert.Equal("marketing_not_agreed", await PostAsync(athera, messages, new
        {
            template = new { name = "spring_sale", language = "en_US", variables = new Dictionary<string, string> { ["1"] = "Ann", ["2"] = "10 %" } },
        }, HttpStatusCode.Conflict));
        await PostAsync(athera, messages, Shipped("Ann", "17"), HttpStatusCode.Created);
        await Eventually.SeesAsync(
            () => Task.FromResult(SendsTo(athera, customer).ToList()), sends => sends is [.., { Kind: "template", Text: "order_shipped" }], Cancellation);

        var news = """{"object":"whatsapp_business_account","entry":[{"id":"300000000000101","changes":[{"field":"message_template_status_update","value":{"event":"PAUSED","message_template_id":594425479261596,"message_template_name":"order_shipped","message_template_language":"en_US","reason":"NONE"}}]}]}""";
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(athera, MetaWebhooks.Sign(athera.WhatsApp, Encoding.UTF8.GetBytes(news))));
        Assert.Equal("template_paused", await PostAsync(athera, messages, Shipped("Ann", "18"), HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Choices_are_buttons_where_the_channel_has_them()
    {
        const string customer = "12025550173";
        var athera = await AtheraAsync();
        await StatusAsync(athera, MetaWebhooks.Texts(athera.WhatsApp, RunningAthera.Text(customer, "A pizza please")));
        var transcript = await AnsweredAsync(athera, customer, "read");
        var conversation = await athera.ConversationAsync(customer, Cancellation);

        await PostAsync(athera, $"conversations/{conversation.Id}/messages", new
        {
            text = "Which size?",
            replyTo = transcript[0].Id,
            choices = new { form = "buttons", options = new[] { new { id = "s", title = "Small" }, new { id = "l", title = "Large" } } },
        }, HttpStatusCode.Created);

        var sends = await Eventually.SeesAsync(
            () => Task.FromResult(SendsTo(athera, customer).ToList()), found => found is [.., { Kind: "interactive" }], Cancellation);
        Assert.Equal(("Which size?", transcript[0].ExternalId), (sends[^1].Text, sends[^1].QuotedMessageId));
    }
}
