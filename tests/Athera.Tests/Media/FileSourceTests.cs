using Athera.Channels;
using Athera.Channels.Files;
using Athera.Contacts;
using Athera.Lab;
using Athera.Lab.Files;
using Athera.Messages;
using Athera.Tests.Channels;
using Athera.Tests.Lab;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Athera.Tests.Media;

/// <summary>Files as the providers give them out and take them, over real sockets.</summary>
public sealed class FileSourceTests : IAsyncLifetime
{
    private const long Limit = 1024 * 1024;

    private static readonly byte[] _bytes = [1, 2, 3, 4, 5, 6, 7, 8];
    private LabServer _lab = null!;
    private ServiceProvider _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _lab = await LabServer.StartAsync(cancellation: Cancellation);
        _lab.Twilio.Connect(Accounts.Twilio(_lab.Url));
        _lab.Graph.Connect(Accounts.WhatsApp(_lab.Url));
        _host = ChannelHost.Start(
            ("Athera:Twilio:ApiUrl", _lab.TwilioUrl.ToString()), ("Athera:Meta:GraphUrl", _lab.GraphUrl.ToString()));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task Twilios_storage_is_asked_without_the_token_that_its_api_is_shown()
    {
        _lab.Twilio.Files.Add("ME1", "image/png", _bytes);

        await using var answer = await AskAsync("twilio", new MediaPart { Kind = MessageKind.Image, Url = TwilioUrl("ME1") });

        Assert.Equal(_bytes, await ReadAsync(answer));
        Assert.Equal("image/png", answer.ContentType);
    }

    [Theory]
    [InlineData("https://evil.example/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"), InlineData("http://127.0.0.1:1/a"), InlineData("file:///etc/passwd")]
    public async Task An_address_that_is_not_twilios_is_not_asked(string url)
    {
        await using var answer = await AskAsync("twilio", new MediaPart { Kind = MessageKind.Image, Url = url });

        Assert.True(answer.IsFinal);
        Assert.Equal(MediaFaults.AddressRefused, answer.Fault?.Code);
    }

    [Fact]
    public async Task A_place_that_sends_on_into_a_private_network_is_not_followed()
    {
        _lab.Twilio.Files.Faults.Next(FileFault.Redirect(new Uri("https://10.0.0.1/latest/meta-data")));
        _lab.Twilio.Files.Add("ME1", "image/png", _bytes);

        await using var answer = await AskAsync("twilio", new MediaPart { Kind = MessageKind.Image, Url = TwilioUrl("ME1") });

        Assert.Equal(MediaFaults.AddressRefused, answer.Fault?.Code);
    }

    [Fact]
    public async Task WhatsApp_is_asked_for_an_address_and_again_when_that_is_no_longer_good()
    {
        _lab.Graph.Files.Add("4711", "image/png", _bytes);
        _lab.Graph.Files.Faults.Next(FileFault.NotFound);

        await using var answer = await AskAsync("whatsapp", new MediaPart { Kind = MessageKind.Image, ExternalId = "4711" });

        Assert.Equal(_bytes, await ReadAsync(answer));
        Assert.Equal(_lab.Graph.Files.Find("4711")!.Sha256, answer.Sha256);
        Assert.Equal(2, _lab.Graph.Files.Downloads.Total);
    }

    [Fact]
    public async Task A_file_WhatsApp_does_not_have_and_one_that_is_too_large_are_told_apart()
    {
        _lab.Graph.Files.Add("1", "image/png", new byte[Limit + 1]);

        await using var large = await AskAsync("whatsapp", new MediaPart { Kind = MessageKind.Image, ExternalId = "1" });
        await using var missing = await AskAsync("whatsapp", new MediaPart { Kind = MessageKind.Image, ExternalId = "2" });
        await using var odd = await AskAsync("whatsapp", new MediaPart { Kind = MessageKind.Image, ExternalId = "../messages" });

        Assert.Equal((MediaFaults.TooLarge, true), (large.Fault?.Code, large.IsFinal));
        Assert.Equal((MediaFaults.Expired, false), (missing.Fault?.Code, missing.IsFinal));
        Assert.Equal((MediaFaults.NotOffered, true), (odd.Fault?.Code, odd.IsFinal));
    }

    [Fact]
    public async Task A_file_is_brought_to_WhatsApp_once_and_twilio_is_told_where_to_fetch_it()
    {
        var order = new SendOrder
        {
            Message = new MessageId(ConversationId.New(), 3),
            Attempt = 1,
            To = [new Address(AddressKind.Phone, "12025550143")],
            Content = new MessageContent
            {
                Kind = MessageKind.Document,
                Text = "Your offer",
                Media = [new MediaPart { Kind = MessageKind.Document, ContentType = "application/pdf", FileName = "offer.pdf", Blob = "b" }],
            },
        };

        var first = await SendAsync("whatsapp", order);
        var second = await SendAsync("whatsapp", order with { Attempt = 2 });
        var sms = await SendAsync("twilio", order);

        Assert.Equal([SendResult.Accepted, SendResult.Accepted, SendResult.Accepted], [first.Result, second.Result, sms.Result]);
        Assert.Equal(ChannelHost.FileBytes, Assert.Single(_lab.Graph.Files.Uploads.Entries).Bytes.ToArray());
        Assert.Equal(("document", "Your offer"), (_lab.Graph.Sends.Entries[0].Kind, _lab.Graph.Sends.Entries[0].Text));
        Assert.Equal(1, Assert.Single(_lab.Twilio.Sends.Entries).MediaCount);
    }

    private string TwilioUrl(string file) => $"{_lab.TwilioUrl}/2010-04-01/Accounts/{Accounts.Sid}/Messages/MM1/Media/{file}";

    private Task<MediaAnswer> AskAsync(string kind, MediaPart part) =>
        Channel(kind).Media!.OpenAsync(Settings(kind), part, Limit, Cancellation);

    private Task<SendOutcome> SendAsync(string kind, SendOrder order) =>
        Channel(kind).SendAsync(Settings(kind), ChannelAccountId.New(), order, Cancellation);

    private IChannel Channel(string kind) => _host.GetRequiredService<ChannelCatalog>().FindChannel(kind)!;

    private static ChannelSettings Settings(string kind) => new(kind == "twilio"
        ? new Dictionary<string, string>
        {
            ["accountSid"] = Accounts.Sid, ["authToken"] = Accounts.AuthToken, ["from"] = "+12025550100",
        }
        : new Dictionary<string, string>
        {
            ["phoneNumberId"] = Accounts.PhoneNumberId, ["accessToken"] = "any",
        });

    private static async Task<byte[]> ReadAsync(MediaAnswer answer)
    {
        Assert.Null(answer.Fault);
        using var bytes = new MemoryStream();
        await answer.Content!.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }
}
