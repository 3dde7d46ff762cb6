using System.Text;
using System.Text.Json;
using Athera.Channels;
using Athera.Contacts;
using Athera.Messages;
using Xunit;

namespace Athera.Tests.Channels.Meta.Messaging;

/// <summary>What Meta's channels of scoped user ids hold to beside the rest of the family.</summary>
public abstract class MessagingChannelCompliance : ChannelCompliance
{
    protected const string Customer = "9000000000000501";

    protected override string UrlSetting => "Athera:Meta:GraphUrl";

    protected abstract AddressKind Scope { get; }

    protected override IReadOnlyList<Address> To => [new Address(AddressKind.Phone, "12025550143"), new Address(Scope, Customer)];

    protected override ChannelSettings Settings { get; } = new(new Dictionary<string, string>
    {
        ["accountId"] = "17841400000000301",
        ["accessToken"] = "EAAtoken|with.signs_-",
        ["appSecret"] = "5ec2e7",
        ["verifyToken"] = "verify-me",
    });

    protected override (int Status, string Body, string Id) Taken { get; } =
        (200, Encoding.UTF8.GetString(Fixture.Bytes("meta/api-ig-send-ok.json")),
        Fixture.Json("meta/api-ig-send-ok.json").GetProperty("message_id").GetString()!);

    [Fact]
    public async Task A_text_goes_to_the_scoped_id_as_an_answer()
    {
        var call = await CallAsync(Order());
        Assert.Equal(("Bearer EAAtoken|with.signs_-", "application/json"), (call.Authorization, call.ContentType));
        var body = JsonDocument.Parse(call.Body).RootElement;
        Assert.Equal(Customer, body.GetProperty("recipient").GetProperty("id").GetString());
        Assert.Equal("RESPONSE", body.GetProperty("messaging_type").GetString());
        Assert.False(body.TryGetProperty("tag", out _));
        Assert.Equal(Order().Content.Text, body.GetProperty("message").GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_a_person_writes_late_says_that_a_person_writes()
    {
        var body = JsonDocument.Parse((await CallAsync(Order() with { ByPersonLate = true })).Body).RootElement;
        Assert.Equal("MESSAGE_TAG", body.GetProperty("messaging_type").GetString());
        Assert.Equal("HUMAN_AGENT", body.GetProperty("tag").GetString());
    }

    [Theory]
    [InlineData(MessageKind.Image, "image")]
    [InlineData(MessageKind.Video, "video")]
    [InlineData(MessageKind.Audio, "audio")]
    [InlineData(MessageKind.Voice, "audio")]
    [InlineData(MessageKind.Document, "file")]
    public async Task A_file_goes_by_its_address(MessageKind kind, string type)
    {
        var message = JsonDocument.Parse((await CallAsync(Order() with { Content = OfFile(kind) })).Body).RootElement.GetProperty("message");
        var attachment = message.GetProperty("attachment");
        Assert.Equal(type, attachment.GetProperty("type").GetString());
        Assert.Equal("https://athera.example/m/1", attachment.GetProperty("payload").GetProperty("url").GetString());
        Assert.False(message.TryGetProperty("text", out _));
    }

    [Fact]
    public async Task Choices_are_quick_replies()
    {
        var message = JsonDocument.Parse((await CallAsync(Order() with { Content = OfChoices("Yes", "No") })).Body)
            .RootElement.GetProperty("message");
        Assert.Equal("Shall we?", message.GetProperty("text").GetString());
        Assert.Equal(
            [("text", "Yes", "id-Yes"), ("text", "No", "id-No")],
            message.GetProperty("quick_replies").EnumerateArray().Select(reply => (
                reply.GetProperty("content_type").GetString(), reply.GetProperty("title").GetString(),
                reply.GetProperty("payload").GetString())));
    }

    [Fact]
    public async Task What_one_message_cannot_carry_is_refused_without_a_call()
    {
        await using var provider = await StubProvider.Answering(Taken.Status, Taken.Body);
        MessageContent[] contents =
        [
            OfFile(MessageKind.Image) with { Text = "a caption would be lost" },
            OfFile(MessageKind.Image) with { Media = [.. OfFile(MessageKind.Image).Media, .. OfFile(MessageKind.Image).Media] },
            OfFile(MessageKind.Image) with { Media = [new MediaPart { Kind = MessageKind.Image }] },
            OfFile(MessageKind.Location),
            OfChoices(new string('x', 21)),
            OfChoices([.. Enumerable.Range(1, 14).Select(number => $"{number}")]),
            OfChoices(),
        ];
        foreach (var content in contents)
            Assert.Equal(Faults.Rejected, (await SendAsync(provider.Url, Order() with { Content = content })).Fault?.Code);
        Assert.Empty(provider.Calls);
    }

    [Theory]
    [InlineData(10, 2018278, SendResult.Refused, Faults.WindowClosed)]
    [InlineData(551, 1545041, SendResult.Refused, Faults.Undeliverable)]
    [InlineData(100, 2018001, SendResult.Refused, Faults.InvalidRecipient)]
    [InlineData(613, null, SendResult.Deferred, Faults.RateLimited)]
    [InlineData(190, 463, SendResult.Deferred, Faults.CredentialsInvalid)]
    public async Task Its_errors_have_their_outcome(int code, int? subcode, SendResult result, string fault)
    {
        var body = subcode is null
            ? $$$"""{"error":{"code":{{{code}}}}}"""
            : $$$"""{"error":{"code":{{{code}}},"error_subcode":{{{subcode}}}}}""";
        var outcome = await AnswerAsync(400, body);
        Assert.Equal((result, fault, $"meta:{code}"), (outcome.Result, outcome.Fault!.Code, outcome.Fault.Detail));
    }

    [Theory]
    [InlineData("accountId", "bellapizza")]
    [InlineData("accountId", "1784/../x")]
    [InlineData("accessToken", "tökén")]
    public void Settings_that_cannot_be_right_are_named(string field, string value) =>
        Assert.Equal([field], Channel().Check(With(field, value)).Keys);

    [Fact]
    public void Staff_may_answer_for_a_week_and_programs_for_a_day()
    {
        Assert.Equal(TimeSpan.FromHours(24), Channel().WindowOf(Settings));
        Assert.Equal(TimeSpan.FromDays(7), Channel().PersonWindow);
    }

    [Theory]
    [InlineData(true, "typing_on")]
    [InlineData(false, "mark_seen")]
    public async Task A_sign_goes_to_the_scoped_id_and_stands_alone(bool typing, string action)
    {
        await using var provider = await StubProvider.Answering(200, """{"recipient_id":"9000000000000501"}""");
        await ShowAsync(provider.Url, new SignalTarget("m_1", To), typing);

        var call = Assert.Single(provider.Calls);
        Assert.EndsWith("/messages", call.Path, StringComparison.Ordinal);
        Assert.Equal($$$"""{"recipient":{"id":"{{{Customer}}}"},"sender_action":"{{{action}}}"}""", call.Body);
    }

    [Fact]
    public async Task A_sign_for_nobody_known_here_makes_no_call_and_one_that_fails_is_no_failure()
    {
        await using var provider = await StubProvider.Answering(500, "");
        await ShowAsync(provider.Url, new SignalTarget("m_1", [new Address(AddressKind.Phone, "12025550143")]), typing: true);
        Assert.Empty(provider.Calls);

        await ShowAsync(provider.Url, new SignalTarget("m_1", To), typing: true);
        await ShowAsync(StubProvider.Nobody(), new SignalTarget("m_1", To), typing: true);
    }

    private async Task ShowAsync(string url, SignalTarget target, bool typing)
    {
        await using var host = ChannelHost.Start((UrlSetting, url));
        await host.GetChannel(Kind).Signals!.ShowAsync(Settings, target, typing, CancellationToken.None);
    }

    private static MessageContent OfFile(MessageKind kind) => new()
    {
        Kind = kind,
        Media = [new MediaPart { Kind = kind, Url = "https://athera.example/m/1" }],
    };

    private static MessageContent OfChoices(params string[] titles) => new()
    {
        Kind = MessageKind.Interactive,
        Text = "Shall we?",
        Choices = new Choices { Form = ChoiceForm.QuickReplies, Options = [.. titles.Select(title => new Choice($"id-{title}", title))] },
    };
}
