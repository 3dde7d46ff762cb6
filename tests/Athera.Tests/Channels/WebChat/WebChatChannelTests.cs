using Athera.Channels;
using Athera.Channels.WebChat;
using Athera.Contacts;
using Athera.Messages;
using CsCheck;
using Xunit;

namespace Athera.Tests.Channels.WebChat;

public sealed class WebChatChannelTests : ChannelMemberCompliance
{
    protected override string Kind => "webchat";

    protected override ChannelSettings Settings { get; } = new(new Dictionary<string, string>
    {
        ["allowedOrigins"] = """["https://shop.example","http://localhost:3000"]""",
        ["title"] = "Bella",
        ["color"] = "#B3402a",
        ["greeting"] = "Ciao!",
        ["greetingAfterSeconds"] = "5",
        ["preChatFields"] = """[{"name":"name"},{"name":"email","label":"E-mail","type":"email","required":true}]""",
        ["businessHours"] = """{"timeZone":"Europe/Berlin","monday":["09:00-12:30","13:30-18:00"]}""",
        ["closedText"] = "We are back on Monday.",
        ["agentAnswersOutsideHours"] = "false",
        ["attachments"] = "false",
    });

    [Theory]
    [InlineData("allowedOrigins", "https://shop.example")]
    [InlineData("allowedOrigins", "[]")]
    [InlineData("allowedOrigins", """["*"]""")]
    [InlineData("allowedOrigins", """["https://shop.example/"]""")]
    [InlineData("allowedOrigins", """["https://shop.example:443"]""")]
    [InlineData("allowedOrigins", """["https://SHOP.example"]""")]
    [InlineData("allowedOrigins", """["https://shop.example/path"]""")]
    [InlineData("allowedOrigins", """["https://user@shop.example"]""")]
    [InlineData("allowedOrigins", """["javascript:alert(1)"]""")]
    [InlineData("allowedOrigins", """["null"]""")]
    [InlineData("allowedOrigins", "[null]")]
    [InlineData("color", "red")]
    [InlineData("color", "#12345")]
    [InlineData("greetingAfterSeconds", "-1")]
    [InlineData("greetingAfterSeconds", "soon")]
    [InlineData("preChatFields", "{}")]
    [InlineData("preChatFields", """[{"name":"e mail"}]""")]
    [InlineData("preChatFields", """[{"name":"a"},{"name":"a"}]""")]
    [InlineData("preChatFields", """[{"name":"a","type":"html"}]""")]
    [InlineData("preChatFields", """[{"name":"a","surprise":1}]""")]
    [InlineData("businessHours", """{"monday":["09:00-12:00"]}""")]
    [InlineData("businessHours", """{"timeZone":"Mars/Olympus"}""")]
    [InlineData("businessHours", """{"timeZone":"Europe/Berlin","monday":["12:00-09:00"]}""")]
    [InlineData("businessHours", """{"timeZone":"Europe/Berlin","monday":["09:00-12:00","11:00-13:00"]}""")]
    [InlineData("businessHours", """{"timeZone":"Europe/Berlin","moonday":["09:00-12:00"]}""")]
    [InlineData("businessHours", "null")]
    [InlineData("agentAnswersOutsideHours", "maybe")]
    [InlineData("attachments", "some")]
    public void A_setting_that_cannot_be_is_refused_by_its_name(string field, string value) =>
        Assert.Equal([field], Channel().Check(With(field, value)).Keys);

    [Fact]
    public void No_text_makes_reading_a_setting_throw() => Gen.Select(Gen.OneOfConst([.. Channel().Fields]), Gen.String)
        .Sample((field, text) => Channel().Check(With(field.Name, text)) is not null);

    [Fact]
    public async Task What_a_visitor_can_be_shown_is_accepted_at_once_and_nothing_else_is()
    {
        var channel = Channel();
        var order = new SendOrder
        {
            Message = Ours, Attempt = 1, To = [new Address(AddressKind.Visitor, "v1")], Content = MessageContent.OfText("Hello"),
        };
        Task<SendOutcome> Send(SendOrder sent, ChannelSettings? settings = null) =>
            channel.SendAsync(settings ?? Settings, Account, sent, CancellationToken.None);

        Assert.Equal(SendOutcome.Accepted(Ours.ToString()), await Send(order));
        Assert.Equal(SendOutcome.Accepted(Ours.ToString()), await Send(order with { Attempt = 2 }));
        Assert.Equal(Faults.Rejected, (await Send(order with { Content = MessageContent.OfText("") })).Fault?.Code);
        Assert.Equal(Faults.Rejected, (await Send(order with { Content = MessageContent.OfText(new string('x', 4097)) })).Fault?.Code);
        Assert.Equal(Faults.Rejected, (await Send(
            order with { Content = new MessageContent { Kind = MessageKind.Template, Text = "x" } })).Fault?.Code);
        Assert.Equal(Faults.InvalidRecipient, (await Send(order with { To = [new Address(AddressKind.Phone, "1202555")] })).Fault?.Code);
        Assert.Equal(Faults.Misconfigured, (await Send(order, new ChannelSettings(new Dictionary<string, string>()))).Fault?.Code);
    }

    [Fact]
    public void The_agent_keeps_the_hours_where_it_was_told_to()
    {
        var sunday = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        Assert.False(Channel().AgentAnswers(Settings, sunday));
        Assert.True(Channel().AgentAnswers(Settings, sunday.AddHours(26)));
        Assert.True(Channel().AgentAnswers(With("agentAnswersOutsideHours", "true"), sunday));
        Assert.True(Channel().AgentAnswers(With("businessHours", null), sunday));
    }

    [Fact]
    public void The_script_of_an_account_is_where_it_is_entered() => Assert.Equal($"/chat.js?account={Account}", Channel().EntryPath(Account));
}

public sealed class BusinessHoursTests
{
    private static readonly BusinessHours Berlin = BusinessHours.Read(
        """{"timeZone":"Europe/Berlin","monday":["09:00-12:30","13:30-18:00"],"sunday":["02:15-24:00"]}""", out _)!;

    [Theory]
    [InlineData("2026-11-23T07:59:59Z", false)]
    [InlineData("2026-11-23T08:00:00Z", true)]
    [InlineData("2026-11-23T11:29:59Z", true)]
    [InlineData("2026-11-23T11:30:00Z", false)]
    [InlineData("2026-11-23T16:59:59Z", true)]
    [InlineData("2026-11-23T17:00:00Z", false)]
    [InlineData("2026-07-20T07:00:00Z", true)]
    [InlineData("2026-11-22T22:59:59Z", true)]
    [InlineData("2026-11-22T23:00:00Z", false)]
    public void They_are_those_of_the_clocks_on_its_walls(string at, bool open) => Assert.Equal(open, Berlin.IsOpen(DateTimeOffset.Parse(at, null)));

    [Fact]
    public void A_door_that_opens_in_the_hour_clocks_skip_opens_when_they_have_jumped() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), Berlin.OpensAt(new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void Where_no_day_has_hours_it_never_opens() =>
        Assert.Null(BusinessHours.Read("""{"timeZone":"UTC"}""", out _)!.OpensAt(DateTimeOffset.UnixEpoch));

    [Fact]
    public void When_it_says_to_open_it_is_open_and_it_was_not_a_moment_before() => Gen.Long[1_577_836_800, 2_051_222_400]
        .Select(DateTimeOffset.FromUnixTimeSeconds).Sample(now =>
        {
            var opens = Berlin.OpensAt(now)!.Value;
            return opens > now && Berlin.IsOpen(opens) && !Berlin.IsOpen(opens.AddMinutes(-1));
        }, iter: 2000);
}
