using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Athera.Lab.Meta;
using Athera.Lab.Twilio;
using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Running;

public abstract class CanaryTests(Func<string, Task<SiloStorage>> engine) : RunningTests(engine)
{
    // Enough to have every conversation written down as a whole, beside its single events.
    private const int Texts = 10;

    private readonly string _phone = Digits("49151"), _smsPhone = Digits("49152");

    private readonly Dictionary<string, string> _said = new[]
    {
        "name", "text", "sms", "reply", "message of a user", "note", "question to the knowledge", "unreadable text", "forged text",
        "ordered", "note of an order", "task",
        "access token", "app secret", "verify token", "auth token", "tool secret", "tool argument",
    }.ToDictionary(what => what, _ => $"Kanarie{RandomNumberGenerator.GetHexString(16)}");

    [Fact]
    public async Task Nothing_said_and_no_secret_is_readable_in_any_file_or_in_the_log()
    {
        await using var athera = await StartAsync();
        await athera.Api.ChangeAgentAsync(new { settleMs = 0, instructions = $"question: {_said["reply"]}" }, Cancellation);
        await TalkOverWhatsAppAsync(athera);
        await TalkOverSmsAsync(athera);
        using (var question = JsonContent.Create(new { query = $"Delivery for {_said["question to the knowledge"]}?" }))
        using (var found = await athera.Api.SendAsync(HttpMethod.Post, "knowledge/search", question, Cancellation))
            Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        await AddToolAsync(athera);

        await athera.Storage.FlushAsync();
        Assert.Empty(await FindAsync(athera));
        Assert.Equal(0, await athera.Silo.StopAsync(TimeSpan.FromSeconds(15)));
        Assert.Empty(await FindAsync(athera));
    }

    private async Task TalkOverWhatsAppAsync(RunningAthera athera)
    {
        var whatsApp = await ConnectWhatsAppAsync(athera);
        for (var number = 0; number < Texts; number++)
        {
            var text = RunningAthera.Text(_phone, $"A question: {_said["text"]}", _said["name"]);
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(athera, MetaWebhooks.Texts(whatsApp, text)));
        }
        var transcript = await AnsweredAsync(athera, _phone, "read", Texts);
        Assert.Contains(_said["text"], transcript[0].Text, StringComparison.Ordinal);
        Assert.Contains(athera.Lab.Graph.Sends.Entries, send => send.Text.Contains(_said["reply"], StringComparison.Ordinal));

        var unreadable = JsonNode.Parse(MetaWebhooks.Texts(whatsApp, RunningAthera.Text(_phone, _said["unreadable text"])).Body.Span)!;
        unreadable["entry"]![0]!["changes"]![0]!["value"]!["messages"]![0]!["type"] = "hologram";
        var signed = MetaWebhooks.Sign(whatsApp, Encoding.UTF8.GetBytes(unreadable.ToJsonString()));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(athera, signed));
        var forged = MetaWebhooks.Texts(whatsApp with { AppSecret = "another" }, RunningAthera.Text(_phone, _said["forged text"]));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(athera, forged));

        var conversation = await athera.ConversationAsync(_phone, Cancellation);
        await PostAsync(athera, $"conversations/{conversation.Id}/notes", _said["note"]);
        await OrderAsync(athera, conversation.Id);
        await PostAsync(athera, $"conversations/{conversation.Id}/messages", _said["message of a user"]);
        await AnsweredAsync(athera, _phone, "read", Texts + 1);
    }

    private async Task OrderAsync(RunningAthera athera, string conversation)
    {
        var lines = new[] { new { name = _said["ordered"], quantity = 1, unitAmount = 100, sku = _said["ordered"] } };
        await CreateAsync(athera, "orders", new
        {
            conversationId = conversation, currency = "EUR", lines, notes = _said["note of an order"], externalId = _said["ordered"],
        });
        await CreateAsync(athera, "tasks", new { conversationId = conversation, title = _said["task"], text = _said["task"] });
        await CreateAsync(athera, "tasks", new { title = _said["task"] });
    }

    // A trial looks the host up; whether that is found here or not, its argument is not to be kept.
    private async Task AddToolAsync(RunningAthera athera)
    {
        using var body = JsonContent.Create(JsonNode.Parse($$"""
            {"kind":"http","name":"find_stock","url":"https://shop.invalid/{text}","secrets":{"Authorization":"{{_said["tool secret"]}}" },
             "schema":{"type":"object","required":["text"],"properties":{"text":{"type":"string"} } } }
            """));
        using var added = await athera.Api.SendAsync(HttpMethod.Post, "tools", body, Cancellation);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        using var arguments = JsonContent.Create(new { arguments = new { text = _said["tool argument"] } });
        var path = added.Headers.Location!.ToString().Replace("/api/v1/", "", StringComparison.Ordinal);
        using var tried = await athera.Api.SendAsync(HttpMethod.Post, $"{path}/try", arguments, Cancellation);
        Assert.True(tried.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity);
    }

    private async Task TalkOverSmsAsync(RunningAthera athera)
    {
        var sms = await ConnectSmsAsync(athera);
        for (var number = 0; number < Texts; number++)
        {
            var text = new TwilioText { From = $"+{_smsPhone}", Text = $"A question: {_said["sms"]}" };
            Assert.True((await athera.Lab.TwilioWebhooks.SendAsync(sms, text, Cancellation)).Accepted);
        }
        await AnsweredAsync(athera, _smsPhone, "delivered", Texts);
    }

    private async Task<WhatsAppAccount> ConnectWhatsAppAsync(RunningAthera athera)
    {
        var channel = await athera.Api.ConnectAsync(
            new Dictionary<string, string>
            {
                ["kind"] = "whatsapp",
                ["name"] = "Our own app",
                ["phoneNumberId"] = "400000000000777",
                ["businessAccountId"] = athera.WhatsApp.BusinessAccountId,
                ["accessToken"] = _said["access token"],
                ["appSecret"] = _said["app secret"],
                ["verifyToken"] = _said["verify token"],
            },
            Cancellation);
        var account = athera.WhatsApp with
        {
            PhoneNumberId = "400000000000777",
            AppSecret = _said["app secret"],
            AccessToken = _said["access token"],
            WebhookUrl = new Uri(athera.Silo.Url, $"/webhooks/meta/{channel.Id}"),
        };
        athera.Lab.Graph.Connect(account);
        return account;
    }

    private async Task<TwilioAccount> ConnectSmsAsync(RunningAthera athera)
    {
        var account = new TwilioAccount
        {
            AccountSid = "AC00000000000000000000000000000777",
            AuthToken = _said["auth token"],
            Number = "+12025550177",
            WebhookUrl = athera.Silo.Url,
        };
        var channel = await athera.Api.ConnectAsync(
            new Dictionary<string, string>
            {
                ["kind"] = "twilio",
                ["name"] = "Texts",
                ["accountSid"] = account.AccountSid,
                ["authToken"] = account.AuthToken,
                ["from"] = account.Number,
            },
            Cancellation);
        account = account with { WebhookUrl = new Uri(athera.Silo.Url, $"/webhooks/twilio/{channel.Id}") };
        athera.Lab.Twilio.Connect(account);
        return account;
    }

    private async Task<IReadOnlyList<string>> FindAsync(RunningAthera athera)
    {
        var said = new Dictionary<string, string>(_said) { ["phone"] = _phone, ["phone of the text"] = _smsPhone };
        var files = RawSearch.FilesOf(athera.Storage.Directories.Append(athera.DataDirectory).Distinct()).ToList();
        // The API key is shown at the start of a demo, so that one can try it, but it is not kept.
        var kept = new RawSearch(said.Append(new("API key", DemoApi.Key)));
        return
        [
            .. await kept.FindAsync(files, Cancellation),
            .. await new RawSearch(said).FindAsync([athera.Silo.OutputFile], Cancellation),
        ];
    }

    private static Task PostAsync(RunningAthera athera, string resource, string text) => CreateAsync(athera, resource, new { text });

    private static async Task CreateAsync(RunningAthera athera, string resource, object content)
    {
        using var body = JsonContent.Create(content);
        using var answer = await athera.Api.SendAsync(HttpMethod.Post, resource, body, Cancellation);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningAthera athera, Athera.Lab.Wire.SignedWebhook webhook)
    {
        using var answer = await athera.Api.PostAsync(webhook, Cancellation);
        return answer.StatusCode;
    }

    private static async Task<IReadOnlyList<MessageSeen>> AnsweredAsync(RunningAthera athera, string customer, string state, int times)
    {
        var conversation = await athera.ConversationAsync(customer, Cancellation);
        return await Eventually.SeesAsync(
            () => athera.Api.MessagesAsync(conversation.Id, Cancellation),
            messages => messages.Count(message => message.Direction == "out" && message.State == state) == times, Cancellation);
    }

    private static string Digits(string prefix) => prefix + RandomNumberGenerator.GetString("0123456789", 8);
}

public sealed class CanaryOnSqliteTests() : CanaryTests(Engines.Sqlite);

public sealed class CanaryOnPostgresTests(SharedPostgres postgres) : CanaryTests(Engines.Postgres(postgres));
