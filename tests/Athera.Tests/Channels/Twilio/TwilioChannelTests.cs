using System.Text;
using Athera.Channels;
using Athera.Contacts;
using Athera.Messages;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Athera.Tests.Channels.Twilio;

public sealed class TwilioChannelTests : ChannelCompliance
{
    private static readonly Address Phone = new(AddressKind.Phone, "12025550143"), UserId = new(AddressKind.BusinessScopedUserId, "US.1");

    protected override string Kind => "twilio";

    protected override string UrlSetting => "Athera:Twilio:ApiUrl";

    protected override ChannelSettings Settings { get; } = new(new Dictionary<string, string>
    {
        ["accountSid"] = "AC00000000000000000000000000000d01",
        ["authToken"] = "a07470ce000000000000000000000d01",
        ["from"] = "+12025550110",
    });

    protected override (int Status, string Body, string Id) Taken { get; } =
        (201, Encoding.UTF8.GetString(Fixture.Bytes("twilio/api-send-201.json")), "SM000000000000000000000000000d0386");

    [Fact]
    public async Task A_text_goes_out_with_an_address_that_brings_its_receipts_home()
    {
        var call = await CallAsync(Order());
        Assert.Equal("/2010-04-01/Accounts/AC00000000000000000000000000000d01/Messages.json", call.Path);
        Assert.Equal("application/x-www-form-urlencoded", call.ContentType);
        Assert.Equal(
            "Basic " + Convert.ToBase64String("AC00000000000000000000000000000d01:a07470ce000000000000000000000d01"u8), call.Authorization);
        var form = QueryHelpers.ParseQuery(call.Body);
        Assert.Equal(["Body", "From", "StatusCallback", "To"], form.Keys.Order());
        Assert.Equal("+12025550143", form["To"]);
        Assert.Equal("+12025550110", form["From"]);
        Assert.Equal(Order().Content.Text, form["Body"]);
        Assert.Equal($"https://athera.example/webhooks/twilio/{Account}/status?mid={Ours}", form["StatusCallback"]);
    }

    [Fact]
    public async Task A_messaging_service_chooses_the_sender()
    {
        var form = QueryHelpers.ParseQuery((await CallAsync(Order(), Service())).Body);
        Assert.Equal("MG00000000000000000000000000000d01", form["MessagingServiceSid"]);
        Assert.False(form.ContainsKey("From"));
    }

    public static TheoryData<string?, Address[], string> Recipients() => new()
    {
        { "+12025550110", [UserId, Phone], "+12025550143" },
        { "+12025550110", [new Address(AddressKind.Other, "72345")], "72345" },
        { "whatsapp:+12025550111", [Phone], "whatsapp:+12025550143" },
        { "whatsapp:+12025550111", [UserId, Phone], "whatsapp:+12025550143" },
        { "whatsapp:+12025550111", [UserId], "whatsapp:US.1" },
        { null, [Phone], "+12025550143" },
        { null, [UserId, Phone], "whatsapp:+12025550143" },
        { null, [UserId], "whatsapp:US.1" },
    };

    [Theory]
    [MemberData(nameof(Recipients))]
    public async Task The_sender_decides_between_SMS_and_WhatsApp(string? from, Address[] to, string written)
    {
        var settings = from is null ? Service() : With("from", from);
        Assert.Equal(written, QueryHelpers.ParseQuery((await CallAsync(Order() with { To = to }, settings)).Body)["To"]);
    }

    [Fact]
    public async Task Somebody_without_a_number_gets_no_SMS()
    {
        await using var provider = await StubProvider.Answering(Taken.Status, Taken.Body);
        Assert.Equal(Faults.InvalidRecipient, (await SendAsync(provider.Url, Order() with { To = [UserId] })).Fault?.Code);
        Assert.Empty(provider.Calls);
    }

    [Theory]
    [InlineData("api-error-20003.json", 401, SendResult.Deferred, Faults.CredentialsInvalid)]
    [InlineData("api-error-20429.json", 429, SendResult.Deferred, Faults.RateLimited)]
    [InlineData("api-error-20500.json", 500, SendResult.Unknown, Faults.ProviderUnavailable)]
    [InlineData("api-error-21211.json", 400, SendResult.Refused, Faults.InvalidRecipient)]
    [InlineData("api-error-21610.json", 400, SendResult.Refused, Faults.OptedOut)]
    [InlineData("api-error-63016.json", 400, SendResult.Refused, Faults.WindowClosed)]
    public async Task A_recorded_error_has_its_outcome(string file, int status, SendResult result, string fault)
    {
        var outcome = await AnswerAsync(status, Encoding.UTF8.GetString(Fixture.Bytes($"twilio/{file}")));
        Assert.Equal((result, fault), (outcome.Result, outcome.Fault!.Code));
        Assert.Equal($"twilio:{Fixture.Json($"twilio/{file}").GetProperty("code").GetInt32()}", outcome.Fault.Detail);
    }

    [Fact]
    public void Only_a_sender_on_WhatsApp_has_a_window()
    {
        Assert.Null(Channel().WindowOf(With("from", "+12025550110")));
        Assert.Equal(TimeSpan.FromHours(24), Channel().WindowOf(With("from", "whatsapp:+12025550111")));
    }

    public static TheoryData<string, SendResult, int[]> Table() => new()
    {
        { Faults.CredentialsInvalid, SendResult.Deferred, [20003] },
        { Faults.AccountRestricted, SendResult.Deferred, [30002] },
        { Faults.ProviderUnavailable, SendResult.Unknown, [20500, 20503] },
        { Faults.RateLimited, SendResult.Deferred, [20429, 21611, 30001, 63018, 63038] },
        { Faults.InvalidRecipient, SendResult.Refused, [21211, 21217, 21614, 30005, 30006, 63003, 63024] },
        { Faults.OptedOut, SendResult.Refused, [21610] },
        { Faults.Undeliverable, SendResult.Refused, [21612, 30004, 30036] },
        { Faults.Undeliverable, SendResult.Deferred, [30003, 30008] },
        { Faults.WindowClosed, SendResult.Refused, [63016] },
        { Faults.Filtered, SendResult.Refused, [30007, 63049] },
        { Faults.Misconfigured, SendResult.Refused, [21212, 21408, 21603, 21606, 21608, 21609, 21659, 30022, 30034] },
        { Faults.Rejected, SendResult.Refused, [21602, 21605, 21617] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Every_code_means_one_thing_whether_it_comes_at_once_or_later(string fault, SendResult result, int[] codes)
    {
        foreach (var code in codes)
        {
            var outcome = await AnswerAsync(400, $$"""{"code":{{code}},"status":400}""");
            Assert.Equal((code, result, fault), (code, outcome.Result, outcome.Fault!.Code));
            var status = TwilioRequests.Post($"AccountSid=AC1&MessageSid=SM1&MessageStatus=failed&ErrorCode={code}", topic: "status");
            var receipt = Assert.IsType<ReceiptElement>(Assert.Single(ChannelHost.Protocol("twilio").Read(status).Elements)).Receipt;
            Assert.Equal(new Fault(fault, $"twilio:{code}"), receipt.Fault);
        }
    }

    [Theory]
    [InlineData(400, 424242, SendResult.Refused, Faults.Rejected)]
    [InlineData(401, 424242, SendResult.Deferred, Faults.CredentialsInvalid)]
    [InlineData(429, 424242, SendResult.Deferred, Faults.RateLimited)]
    [InlineData(500, 21211, SendResult.Unknown, Faults.ProviderUnavailable)]
    public async Task The_status_decides_where_the_code_does_not(int status, int code, SendResult result, string fault)
    {
        var outcome = await AnswerAsync(status, $$"""{"code":{{code}}}""");
        Assert.Equal((result, fault), (outcome.Result, outcome.Fault!.Code));
    }

    [Fact]
    public async Task A_message_taken_and_failed_at_once_has_failed() => Assert.Equal(
        SendOutcome.Refused(new Fault(Faults.OptedOut, "twilio:21610")),
        await AnswerAsync(201, """{"sid":"SM1","status":"failed","error_code":21610}"""));

    [Theory]
    [InlineData("accountSid", "AC1")]
    [InlineData("accountSid", "MG00000000000000000000000000000d01")]
    [InlineData("authToken", "a b")]
    [InlineData("from", "+1 202 555")]
    [InlineData("from", "whatsapp:US.1")]
    [InlineData("from", "A name too long")]
    [InlineData("webhookUrl", "/webhooks")]
    [InlineData("webhookUrl", "ftp://x.example")]
    public void Settings_that_cannot_be_right_are_named(string field, string value) =>
        Assert.Equal([field], Channel().Check(With(field, value)).Keys);

    [Theory]
    [InlineData("from", "72345")]
    [InlineData("from", "Athera 1")]
    [InlineData("from", "whatsapp:+12025550111")]
    [InlineData("webhookUrl", "https://hooks.example/v1/twilio/x#rc=4")]
    public void Other_forms_of_settings_are_right(string field, string value) => Assert.Empty(Channel().Check(With(field, value)));

    [Fact]
    public void There_is_one_sender_or_a_service_with_some()
    {
        Assert.Empty(Channel().Check(Service()));
        Assert.Equal(["from"], Channel().Check(With("from", null)).Keys);
        Assert.Equal(["from"], Channel().Check(With("messagingServiceSid", "MG00000000000000000000000000000d01")).Keys);
    }

    private ChannelSettings Service() => new(new Dictionary<string, string>(With("from", null).Values)
    {
        ["messagingServiceSid"] = "MG00000000000000000000000000000d01",
    });
}
