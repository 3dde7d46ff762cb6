using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Athera.Lab.Meta;
using Athera.Testing;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

// Which agent answers on which account.
public abstract partial class ServingTests
{
    [Fact]
    public async Task Two_numbers_are_answered_by_two_agents_and_another_agent_answers_from_the_next_turn_on()
    {
        var athera = await AtheraAsync();
        var sales = await AgentAsync(athera, "Sales", "parking: Park in front of the shop.");
        var support = await AgentAsync(athera, "Support", "parking: Park behind the workshop.");
        var (shop, shopId) = await NumberAsync(athera, "400000000000881", sales);
        var (workshop, _) = await NumberAsync(athera, "400000000000882", support);

        var atShop = await AskAsync(athera, shop, "12025550181", 2);
        var atWorkshop = await AskAsync(athera, workshop, "12025550182", 2);
        Assert.Equal("agent_in_use", await DeleteAsync(athera, $"agents/{sales}", HttpStatusCode.Conflict));
        await PatchAsync(athera, $"channels/{shopId}", new { agent = support }, HttpStatusCode.OK);
        var later = await AskAsync(athera, shop, "12025550181", 4);
        Assert.Null(await DeleteAsync(athera, $"agents/{sales}", HttpStatusCode.NoContent));

        Assert.EndsWith("Park in front of the shop.", atShop[^1].Text, StringComparison.Ordinal);
        Assert.EndsWith("Park behind the workshop.", atWorkshop[^1].Text, StringComparison.Ordinal);
        Assert.Equal("Park behind the workshop.", later[^1].Text);
        Assert.Equal((sales, support), (await ExplainedAsync(athera, later[1]), await ExplainedAsync(athera, later[3])));
    }

    [Fact]
    public async Task On_a_number_that_is_left_to_people_a_conversation_waits_for_one_until_an_agent_is_named()
    {
        const string customer = "12025550183";
        var athera = await AtheraAsync();
        var (number, id) = await NumberAsync(athera, "400000000000883", "nobody");

        await StatusAsync(athera, MetaWebhooks.Texts(number, RunningAthera.Text(customer, "Where can I park?")));
        var conversation = await athera.ConversationAsync(customer, Cancellation);

        Assert.Equal(("nobody", 1), (conversation.Responder, conversation.Unread));
        Assert.Equal("no_agent", await PostAsync(athera, $"conversations/{conversation.Id}/resume-agent", new { }, HttpStatusCode.Conflict));
        Assert.Equal("agent_unknown", await PatchAsync(
            athera, $"channels/{id}", new { agent = OpaqueId.New().ToString() }, HttpStatusCode.UnprocessableEntity));
        await PatchAsync(athera, $"channels/{id}", new { agent = "default" }, HttpStatusCode.OK);
        var answered = await AskAsync(athera, number, customer, 3);
        Assert.Equal(["in", "in", "out"], answered.Select(message => message.Direction));
        Assert.Equal("agent", (await athera.ConversationAsync(customer, Cancellation)).Responder);
    }

    private static async Task<string> AgentAsync(RunningAthera athera, string name, string instructions)
    {
        using var body = JsonContent.Create(new { name, instructions, settleMs = 0 });
        using var created = await athera.Api.SendAsync(HttpMethod.Post, "agents", body, Cancellation);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetString()!;
        await PostAsync(athera, $"agents/{id}/publish", new { }, HttpStatusCode.OK);
        return id;
    }

    private static async Task<(WhatsAppAccount Account, string Id)> NumberAsync(RunningAthera athera, string number, string agent)
    {
        var channel = await athera.Api.ConnectAsync(
            new Dictionary<string, string>
            {
                ["kind"] = "whatsapp", ["name"] = "Another number", ["agent"] = agent, ["phoneNumberId"] = number,
                ["businessAccountId"] = athera.WhatsApp.BusinessAccountId, ["accessToken"] = "token-of-another-number",
                ["appSecret"] = athera.WhatsApp.AppSecret, ["verifyToken"] = "verify",
            },
            Cancellation);
        var account = athera.WhatsApp with
        {
            PhoneNumberId = number, WebhookUrl = new Uri(athera.Silo.Url, $"/webhooks/meta/{channel.Id}"),
        };
        athera.Lab.Graph.Connect(account);
        return (account, channel.Id);
    }

    // Asks, and gives the transcript as soon as there are so many messages and the last is answered.
    private static async Task<IReadOnlyList<MessageSeen>> AskAsync(
        RunningAthera athera, WhatsAppAccount number, string customer, int messages)
    {
        await StatusAsync(athera, MetaWebhooks.Texts(number, RunningAthera.Text(customer, "Where can I park? Is there parking?")));
        var conversation = await athera.ConversationAsync(customer, Cancellation);
        return await Eventually.SeesAsync(
            () => athera.Api.MessagesAsync(conversation.Id, Cancellation),
            seen => seen.Count == messages && seen[^1] is { Direction: "out", State: "sent" or "delivered" or "read" }, Cancellation);
    }

    private static async Task<string?> ExplainedAsync(RunningAthera athera, MessageSeen message)
    {
        var conversation = message.Id.Split('-')[0];
        using var answer = await athera.Api.SendAsync(
            HttpMethod.Get, $"conversations/{conversation}/messages/{message.Id}/explanation", null, Cancellation);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("agent").GetString();
    }

    private static async Task<string?> DeleteAsync(RunningAthera athera, string resource, HttpStatusCode expected)
    {
        using var answer = await athera.Api.SendAsync(HttpMethod.Delete, resource, null, Cancellation);
        Assert.Equal(expected, answer.StatusCode);
        return expected == HttpStatusCode.NoContent
            ? null
            : (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString();
    }
}
