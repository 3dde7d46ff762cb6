using Athera.Channels;
using Athera.Contacts;
using Athera.Lab;
using Athera.Lab.Twilio;
using Athera.Lab.Wire;
using Athera.Messages;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using LabFault = Athera.Lab.Faults.Fault;

namespace Athera.Tests.Channels.Twilio;

/// <summary>Twilio's list of messages, read from the fake over a real socket.</summary>
public sealed class TwilioListsTests : IAsyncLifetime
{
    private static readonly TwilioAccount Account = new()
    {
        AccountSid = "AC00000000000000000000000000000d01",
        AuthToken = "a07470ce000000000000000000000d01",
        Number = "+12025550110",
        WebhookUrl = new Uri("http://127.0.0.1:9/webhooks/twilio/x"),
    };

    private static readonly ChannelSettings Settings = new(new Dictionary<string, string>
    {
        ["accountSid"] = Account.AccountSid, ["authToken"] = Account.AuthToken, ["from"] = Account.Number,
    });

    private static readonly MessageId Ours = new(new ConversationId(new OpaqueId(1, 2)), 3);
    private static readonly ChannelAccountId Id = new(new OpaqueId(3, 4));
    private LabServer _lab = null!;
    private ServiceProvider _services = null!;
    private IChannel _channel = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _lab = await LabServer.StartAsync(cancellation: Cancellation);
        _lab.Twilio.Connect(Account);
        _lab.Twilio.StatusPlan = StatusPlan.Off;
        _services = ChannelHost.Start(("Athera:Twilio:ApiUrl", _lab.TwilioUrl.ToString()));
        _channel = _services.GetRequiredService<ChannelCatalog>().FindChannel("twilio")!;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task What_was_taken_is_found_by_recipient_words_and_sender_however_long_the_list_is()
    {
        var sent = await SendAsync("+12025550143", "Hello.");
        await SendAsync("+12025550144", "Hello.");
        for (var i = 0; i < 60; i++)
            await SendAsync("+12025550143", $"Other {i}");

        var evidence = await FindAsync("Hello.");

        Assert.Null(evidence.Fault);
        Assert.Equal(new SentCopy(sent, null, null), Assert.Single(evidence.Copies));
    }

    [Fact]
    public async Task What_was_not_taken_is_not_found() => Assert.Equivalent(SentEvidence.Listed([]), await FindAsync("Hello."));

    [Fact]
    public async Task A_failed_message_is_found_with_its_reason()
    {
        _lab.Twilio.StatusPlan = StatusPlan.Fails(30007);
        await SendAsync("+12025550143", "Hello.");
        await _lab.Twilio.Statuses.FirstAsync(m => m.Status == "failed", TimeSpan.FromSeconds(10), Cancellation);

        var copy = Assert.Single((await FindAsync("Hello.")).Copies);

        Assert.Equal((MessageState.Failed, Faults.Filtered), (copy.State, copy.Fault?.Code));
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_tells_nothing()
    {
        await SendAsync("+12025550143", "Hello.");
        _lab.Twilio.LookupFaults.Next(LabFault.Drop);
        var evidence = await FindAsync("Hello.");
        Assert.Equal((0, Faults.ProviderUnavailable), (evidence.Copies.Count, evidence.Fault?.Code));
        var refused = new ChannelSettings(new Dictionary<string, string>(Settings.Values) { ["authToken"] = "wrong" });
        Assert.Equal(Faults.CredentialsInvalid, (await ((ISentList)_channel).FindSentAsync(refused, Question("Hello."), Cancellation)).Fault?.Code);
    }

    [Fact]
    public async Task What_was_received_is_listed_in_the_form_of_its_webhook_page_by_page()
    {
        for (var i = 0; i < 250; i++)
            await ReceiveAsync($"text {i}");
        await SendAsync("+12025550143", "Not received.");
        var now = TimeProvider.System.GetUtcNow();
        var list = (IReceivedList)_channel;

        var first = await list.ListReceivedAsync(Settings, Id, new ReceivedRange(now.AddMinutes(-5), now.AddMinutes(5)), Cancellation);
        var second = await list.ListReceivedAsync(
            Settings, Id, new ReceivedRange(now.AddMinutes(-5), now.AddMinutes(5), first.Next), Cancellation);
        var none = await list.ListReceivedAsync(Settings, Id, new ReceivedRange(now.AddHours(-2), now.AddHours(-1)), Cancellation);

        Assert.Equal((250, null, 0), (first.Messages.Count + second.Messages.Count, second.Next, none.Messages.Count));
        var oldest = second.Messages[^1];
        var message = Assert.IsType<ReceivedElement>(Assert.Single(oldest.Content.Elements)).Message;
        Assert.Equal(("text 0", oldest.ExternalId, oldest.At), (message.Content.Text, message.ExternalId, message.SentAt));
        Assert.Equal([new Address(AddressKind.Phone, "12025550143")], message.From);
    }

    private async Task ReceiveAsync(string text)
    {
        _lab.Twilio.WebhookFaults.Next(LabFault.Drop);
        await _lab.Twilio.ReceiveAsync(Account, new TwilioText { From = "+12025550143", Text = text }, Cancellation);
    }

    private async Task<string> SendAsync(string to, string text) => (await _channel.SendAsync(
        Settings, Id,
        new SendOrder { Message = Ours, Attempt = 1, To = [new Address(AddressKind.Phone, to[1..])], Content = MessageContent.OfText(text) },
        Cancellation)).ExternalId!;

    private Task<SentEvidence> FindAsync(string text) => ((ISentList)_channel).FindSentAsync(Settings, Question(text), Cancellation);

    private static SentQuestion Question(string text) => new()
    {
        Message = Ours,
        Attempt = 1,
        Question = 1,
        To = [new Address(AddressKind.Phone, "12025550143")],
        Content = MessageContent.OfText(text),
        Since = TimeProvider.System.GetUtcNow(),
        Deadline = TimeProvider.System.GetUtcNow().AddMinutes(1),
    };
}
