using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Athera.Lab.Twilio;
using Athera.Testing;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

// Who wants nothing gets nothing.
public abstract partial class ServingTests
{
    private const string Offer = "HX00000000000000000000000000000002";

    [Fact]
    public async Task After_STOP_by_SMS_neither_agent_nor_person_nor_campaign_sends_until_START()
    {
        const string customer = "12025550171";
        var athera = await AtheraAsync();
        var sms = await athera.ConnectSmsAsync(Cancellation);
        async Task WriteAsync(string text) => Assert.Equal(200, (await athera.Lab.TwilioWebhooks.SendAsync(
            sms, new TwilioText { From = $"+{customer}", Text = text }, Cancellation)).Status);
        int Sent() => athera.Lab.Twilio.Sends.Entries.Count(send => send.To == $"+{customer}");

        await WriteAsync("What does a pizza cost?");
        await AnsweredAsync(athera, customer, "delivered");
        var conversation = await athera.ConversationAsync(customer, Cancellation);
        await PostAsync(athera, "templates/sync", new { channelAccountId = conversation.ChannelAccountId }, HttpStatusCode.OK);
        await PostAsync(athera, $"contacts/{conversation.ContactId}/consent", new { purpose = "marketing", granted = true, source = "web form" }, HttpStatusCode.OK);
        var messages = $"conversations/{conversation.Id}/messages";
        var campaign = new { template = new { name = Offer, variables = new Dictionary<string, string> { ["1"] = "Ann", ["2"] = "10 %" } } };
        await PostAsync(athera, messages, campaign, HttpStatusCode.Created);
        var offered = await Eventually.SeesAsync(
            () => Task.FromResult(athera.Lab.Twilio.Sends.Entries.Where(send => send.To == $"+{customer}").ToList()),
            sends => sends is [.., { ContentSid: Offer }], Cancellation);
        Assert.Equal("""{"1":"Ann","2":"10 %"}""", offered[^1].ContentVariables);
        await PostAsync(athera, $"conversations/{conversation.Id}/resume-agent", new { }, HttpStatusCode.OK);

        await WriteAsync("Stop.");
        var before = Sent();
        Assert.Equal("opted_out", await PostAsync(athera, messages, new { text = "One more thing" }, HttpStatusCode.Conflict));
        Assert.Equal("opted_out", await PostAsync(athera, messages, campaign, HttpStatusCode.Conflict));
        await WriteAsync("Is anybody there?");
        await Eventually.SeesAsync(
            () => EventsAsync(athera, conversation.Id),
            events => events.Any(e => e is { Kind: "turn.ended", Fault.Code: "opted_out" }), Cancellation);
        var canSend = await athera.Api.GetAsync($"api/v1/conversations/{conversation.Id}/can-send", Cancellation);
        Assert.Contains("\"freeText\":{\"allowed\":false,\"reason\":\"opted_out\"", await canSend.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(before, Sent());

        await WriteAsync("START");
        await WriteAsync("And now?");
        await Eventually.SeesAsync(() => Task.FromResult(Sent()), sent => sent > before, Cancellation);
        await PostAsync(athera, messages, new { text = "Welcome back" }, HttpStatusCode.Created);
        await PostAsync(athera, messages, campaign, HttpStatusCode.Created);

        var words = (await EventsAsync(athera, conversation.Id)).Where(e => e.Kind == "consent.changed" && e.Data["scope"] == "everything");
        Assert.Equal(["false keyword", "true keyword"], words.Select(e => $"{e.Data["granted"]} {e.Data["how"]}"));
        await Eventually.SeesAsync(
            async () => await (await athera.Api.GetAsync($"api/v1/contacts/{conversation.ContactId}", Cancellation)).Content
                .ReadAsStringAsync(Cancellation),
            contact => JsonDocument.Parse(contact).RootElement.GetProperty("consents").EnumerateArray().Any(c =>
                c.GetProperty("purpose").GetString() == "messages" && c.GetProperty("granted").GetBoolean()
                && c.GetProperty("account").GetString() == conversation.ChannelAccountId), Cancellation);
    }

    private static async Task<IReadOnlyList<EventSeen>> EventsAsync(RunningAthera athera, string conversation) =>
        await athera.Api.ListAsync<EventSeen>($"conversations/{conversation}/events", Cancellation);

    // Posts, and gives the code of the refusal if there is one.
    private static async Task<string?> PostAsync(RunningAthera athera, string resource, object body, HttpStatusCode expected)
    {
        using var content = JsonContent.Create(body);
        using var answer = await athera.Api.SendAsync(HttpMethod.Post, resource, content, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == expected, $"{resource} answered {(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}
