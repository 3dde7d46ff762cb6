using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Athera.Lab.Meta;
using Athera.Lab.Twilio;
using Athera.Testing;
using Xunit;

namespace Athera.Tests.Running;

// What ends with people: anger, a wish for a human, a wrong number, a voice, a STOP.
public abstract partial class ScriptedConversations
{
    [Fact]
    public async Task An_angry_customer_gets_an_apology_and_then_a_person_and_no_more_of_the_agent()
    {
        const string customer = "12025550165";
        var athera = await ShopAsync(shown => shown.Results.Count == 0
            ? Calling("hand_over", new { reason = "complaint" })
            : Saying("I am sorry. A colleague takes care of it now."));

        await WriteAsync(athera, customer, "This is the THIRD time you forget half of it!!! Unbelievable!");
        Assert.EndsWith("I am sorry. A colleague takes care of it now.", await ToldAsync(athera, customer, 1), StringComparison.Ordinal);
        var conversation = await athera.ConversationAsync(customer, Cancellation);
        var events = await HappenedAsync(athera, conversation, "responder.changed");
        Assert.Equal("complaint", events.Single(e => e.Kind == "responder.changed").Data["reason"]);
        await WriteAsync(athera, customer, "Well? I am waiting!");
        await PostAsync(athera, $"conversations/{conversation.Id}/messages", new { text = "Ann here. You get it all back." }, HttpStatusCode.Created);

        Assert.Equal("Ann here. You get it all back.", await ToldAsync(athera, customer, 2));
        Assert.Equal(1, (await HappenedAsync(athera, conversation, "turn.ended")).Count(e => e.Kind == "turn.started"));
        Assert.Equal("user", (await athera.ConversationAsync(customer, Cancellation)).Responder);
    }

    [Fact]
    public async Task Who_asks_for_a_person_gets_one_without_a_model_being_asked_until_the_person_gives_back()
    {
        const string customer = "12025550166";
        var athera = await ShopAsync(_ => Saying("No person needed, I can do it all!"));
        var asked = athera.Lab.Model.Requests.Total;

        await WriteAsync(athera, customer, "I want to talk to a human");
        var conversation = await athera.ConversationAsync(customer, Cancellation);
        var events = await HappenedAsync(athera, conversation, "responder.changed");
        Assert.Equal("requested", events.Single(e => e.Kind == "responder.changed").Data["reason"]);
        await PostAsync(athera, $"conversations/{conversation.Id}/handover", new { });
        await PostAsync(athera, $"conversations/{conversation.Id}/messages", new { text = "Ann here, how can I help?" }, HttpStatusCode.Created);
        Assert.Equal("Ann here, how can I help?", await ToldAsync(athera, customer, 1));
        Assert.Equal(asked, athera.Lab.Model.Requests.Total);
        await PostAsync(athera, $"conversations/{conversation.Id}/resume-agent", new { });

        await WriteAsync(athera, customer, "Thank you, and do you deliver?");

        Assert.EndsWith("I can do it all!", await ToldAsync(athera, customer, 2), StringComparison.Ordinal);
        Assert.Equal("agent", (await athera.ConversationAsync(customer, Cancellation)).Responder);
    }

    [Fact]
    public async Task A_wrong_number_is_excused_and_leaves_a_conversation_that_is_done_and_nothing_else()
    {
        const string customer = "12025550167";
        var athera = await ShopAsync(shown => shown.Results.Count == 0
            ? Calling("resolve_conversation", new { })
            : Saying("No problem, have a nice day."));

        await WriteAsync(athera, customer, "Oh, sorry, this is the wrong number. I wanted the dentist.");

        Assert.EndsWith("No problem, have a nice day.", await ToldAsync(athera, customer, 1), StringComparison.Ordinal);
        var conversation = await Eventually.SeesAsync(
            () => athera.ConversationAsync(customer, Cancellation), c => c.Status == "resolved", Cancellation);
        Assert.Empty(await OfAsync(athera, "orders", conversation));
        Assert.Empty(await OfAsync(athera, "tasks", conversation));
        Assert.Equal(("resolve_conversation", "allowed"), CallOf(await ExplainedAsync(athera, conversation)));
    }

    [Fact]
    public async Task A_voice_note_is_kept_for_people_and_the_agent_says_that_it_cannot_hear_it()
    {
        const string customer = "12025550168";
        var athera = await ShopAsync(shown => Saying(shown.Question == "[voice]" ? "I cannot listen to voice notes. Could you write it?" : "What?"));
        var sound = Encoding.ASCII.GetBytes("OggS\0\u0002".PadRight(400, '.'));
        var file = athera.Lab.Graph.Files.Add(WhatsAppIds.Media(), "audio/ogg; codecs=opus", sound);

        using var answer = await athera.Api.PostAsync(MetaWebhooks.Happenings(athera.WhatsApp, WhatsAppHappening.Message(
            new WhatsAppCustomer(customer, null, "Dana Field"), "audio",
            new JsonObject { ["id"] = file.Id, ["mime_type"] = file.ContentType, ["sha256"] = file.Sha256, ["voice"] = true },
            TimeProvider.System.GetUtcNow())), Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        Assert.EndsWith("Could you write it?", await ToldAsync(athera, customer, 1), StringComparison.Ordinal);
        var conversation = await athera.ConversationAsync(customer, Cancellation);
        var note = (await athera.Api.MessagesAsync(conversation.Id, Cancellation))[0];
        Assert.Equal(("in", "voice"), (note.Direction, note.Kind));
        var kept = await Eventually.SeesAsync(
            () => athera.Api.GetAsync($"api/v1/messages/{note.Id}/media/0", Cancellation), got => got.StatusCode == HttpStatusCode.OK, Cancellation);
        Assert.Equal(sound, await kept.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task STOP_ends_what_the_agent_says_until_START_and_no_model_is_asked_meanwhile()
    {
        const string customer = "12025550169";
        var athera = await ShopAsync(_ => Saying("We have wonderful pizza."));
        var sms = await athera.ConnectSmsAsync(Cancellation);
        async Task TextAsync(string text) => Assert.Equal(200, (await athera.Lab.TwilioWebhooks.SendAsync(
            sms, new TwilioText { From = $"+{customer}", Text = text }, Cancellation)).Status);
        int Sent() => athera.Lab.Twilio.Sends.Entries.Count(send => send.To == $"+{customer}");
        await TextAsync("What do you have?");
        await Eventually.SeesAsync(() => Task.FromResult(Sent()), sent => sent == 1, Cancellation);
        var conversation = await athera.ConversationAsync(customer, Cancellation);

        await TextAsync("STOP");
        var (sent, asked) = (Sent(), athera.Lab.Model.Requests.Total);
        await TextAsync("Do you deliver?");
        var events = await HappenedAsync(athera, conversation, "turn.ended", 2);

        Assert.Contains(events, e => e is { Kind: "turn.ended", Fault.Code: "opted_out" });
        Assert.Equal((sent, asked), (Sent(), athera.Lab.Model.Requests.Total));
        await PostAsync(athera, $"conversations/{conversation.Id}/messages", new { text = "A last offer" }, HttpStatusCode.Conflict);
        await TextAsync("START");
        await TextAsync("And now?");
        await Eventually.SeesAsync(() => Task.FromResult(Sent()), now => now > sent, Cancellation);
        Assert.Equal(
            ["false keyword", "true keyword"],
            (await HappenedAsync(athera, conversation, "consent.changed", 2))
                .Where(e => e.Kind == "consent.changed" && e.Data["scope"] == "everything").Select(e => $"{e.Data["granted"]} {e.Data["how"]}"));
    }
}
