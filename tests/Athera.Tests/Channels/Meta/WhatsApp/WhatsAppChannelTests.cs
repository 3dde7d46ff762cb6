using System.Text;
using System.Text.Json;
using Athera.Channels;
using Athera.Contacts;
using Athera.Messages;
using Xunit;

namespace Athera.Tests.Channels.Meta.WhatsApp;

public sealed class WhatsAppChannelTests : ChannelCompliance
{
    protected override string Kind => "whatsapp";

    protected override string UrlSetting => "Athera:Meta:GraphUrl";

    protected override ChannelSettings Settings { get; } = new(new Dictionary<string, string>
    {
        ["phoneNumberId"] = "400000000000201",
        ["businessAccountId"] = "300000000000101",
        ["accessToken"] = "EAAtoken|with.signs_-",
        ["appSecret"] = "5ec2e7",
        ["verifyToken"] = "verify-me",
    });

    protected override (int Status, string Body, string Id) Taken { get; } =
        (200, Encoding.UTF8.GetString(Fixture.Bytes("meta/api-send-ok.json")), "wamid.QVRIRVJBLURFVi0wOTA2");

    [Fact]
    public async Task A_text_goes_to_the_number_with_our_id()
    {
        var call = await CallAsync(Order());
        Assert.Equal(("/400000000000201/messages", "Bearer EAAtoken|with.signs_-", "application/json"),
            (call.Path, call.Authorization, call.ContentType));
        var body = JsonDocument.Parse(call.Body).RootElement;
        Assert.Equal("whatsapp", body.GetProperty("messaging_product").GetString());
        Assert.Equal("individual", body.GetProperty("recipient_type").GetString());
        Assert.Equal("12025550143", body.GetProperty("to").GetString());
        Assert.False(body.TryGetProperty("recipient", out _));
        Assert.Equal("text", body.GetProperty("type").GetString());
        Assert.Equal(Order().Content.Text, body.GetProperty("text").GetProperty("body").GetString());
        Assert.Equal(Ours.ToString(), body.GetProperty("biz_opaque_callback_data").GetString());
    }

    [Fact]
    public async Task Somebody_without_a_number_is_reached_by_the_user_id()
    {
        var call = await CallAsync(Order() with { To = [new Address(AddressKind.BusinessScopedUserId, "GB.777")] });
        var body = JsonDocument.Parse(call.Body).RootElement;
        Assert.Equal("GB.777", body.GetProperty("recipient").GetString());
        Assert.False(body.TryGetProperty("to", out _));
    }

    [Theory]
    [InlineData("api-error-100.json", 400, SendResult.Refused, Faults.Rejected, 0)]
    [InlineData("api-error-131047.json", 400, SendResult.Refused, Faults.WindowClosed, 0)]
    [InlineData("api-error-130429.json", 429, SendResult.Deferred, Faults.RateLimited, 5)]
    [InlineData("api-error-131056.json", 400, SendResult.Deferred, Faults.RateLimited, 4)]
    [InlineData("api-error-190.json", 401, SendResult.Deferred, Faults.CredentialsInvalid, 300)]
    [InlineData("api-error-2.json", 503, SendResult.Deferred, Faults.ProviderUnavailable, 5)]
    public async Task A_recorded_error_has_its_outcome(string file, int status, SendResult result, string fault, int seconds)
    {
        var outcome = await AnswerAsync(status, Encoding.UTF8.GetString(Fixture.Bytes($"meta/{file}")));
        Assert.Equal((result, fault), (outcome.Result, outcome.Fault!.Code));
        Assert.Equal(seconds == 0 ? null : TimeSpan.FromSeconds(seconds), outcome.RetryAfter);
        Assert.Equal($"meta:{Fixture.Json($"meta/{file}").GetProperty("error").GetProperty("code").GetInt32()}", outcome.Fault.Detail);
    }

    public static TheoryData<string, SendResult, int[]> Table() => new()
    {
        { Faults.CredentialsInvalid, SendResult.Deferred, [0, 3, 10, 190, 200, 250, 299, 131005] },
        { Faults.AccountRestricted, SendResult.Deferred, [368, 131031, 131042, 131045, 131048, 133010] },
        { Faults.ProviderUnavailable, SendResult.Deferred, [1, 2, 131000, 131016, 131057, 133004] },
        { Faults.RateLimited, SendResult.Deferred, [4, 613, 80007, 130429, 131056, 132069] },
        { Faults.WindowClosed, SendResult.Refused, [131047] },
        { Faults.Undeliverable, SendResult.Refused, [551, 131026] },
        { Faults.Undeliverable, SendResult.Deferred, [131052, 131053] },
        { Faults.MarketingOptedOut, SendResult.Refused, [131050] },
        { Faults.Filtered, SendResult.Refused, [130472, 131049] },
        { Faults.InvalidRecipient, SendResult.Refused, [131021, 131030, 131062] },
        { Faults.Rejected, SendResult.Refused, [33, 100, 131008, 131009, 131051, 132068, 135000, 999999] },
        { Faults.TemplateInvalid, SendResult.Refused, [132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Every_code_means_one_thing_whether_it_comes_at_once_or_later(string fault, SendResult result, int[] codes)
    {
        foreach (var code in codes)
        {
            var outcome = await AnswerAsync(400, $$$"""{"error":{"code":{{{code}}}}}""");
            Assert.Equal((code, result, fault), (code, outcome.Result, outcome.Fault!.Code));
            if (code != 999999)
                Assert.Equal(new Fault(fault, $"meta:{code}"), LaterFault(code));
        }
    }

    [Theory]
    [InlineData(400, SendResult.Refused, Faults.Rejected)]
    [InlineData(401, SendResult.Deferred, Faults.CredentialsInvalid)]
    [InlineData(429, SendResult.Deferred, Faults.RateLimited)]
    [InlineData(500, SendResult.Unknown, Faults.ProviderUnavailable)]
    public async Task A_code_nobody_knows_is_judged_by_its_status(int status, SendResult result, string fault)
    {
        var outcome = await AnswerAsync(status, """{"error":{"code":424242,"message":"x"}}""");
        Assert.Equal((result, fault, "meta:424242"), (outcome.Result, outcome.Fault!.Code, outcome.Fault.Detail));
    }

    [Fact]
    public async Task A_code_nobody_knows_that_will_pass_is_tried_again() => Assert.Equal(
        SendResult.Deferred, (await AnswerAsync(400, """{"error":{"code":424242,"is_transient":true}}""")).Result);

    [Theory]
    [InlineData(10, 2018278, Faults.WindowClosed)]
    [InlineData(100, 2018001, Faults.InvalidRecipient)]
    public async Task Some_codes_are_told_apart_by_their_subcode(int code, int subcode, string fault) => Assert.Equal(
        fault, (await AnswerAsync(400, $$$"""{"error":{"code":{{{code}}},"error_subcode":{{{subcode}}}}}""")).Fault?.Code);

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 16)]
    [InlineData(3, 64)]
    [InlineData(9, 900)]
    public async Task The_limit_of_a_recipient_is_waited_out_in_powers_of_four(int attempt, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds), (await AnswerAsync(400, """{"error":{"code":131056}}""", attempt)).RetryAfter);

    [Theory]
    [InlineData("phoneNumberId", "+12025550101")]
    [InlineData("phoneNumberId", "4000/../x")]
    [InlineData("businessAccountId", "x")]
    [InlineData("accessToken", "tökén")]
    public void Settings_that_cannot_be_right_are_named(string field, string value) =>
        Assert.Equal([field], Channel().Check(With(field, value)).Keys);

    [Fact]
    public void An_account_of_the_shared_app_needs_no_secrets_of_an_app() =>
        Assert.Empty(Channel().Check(new ChannelSettings(new Dictionary<string, string> { ["phoneNumberId"] = "1", ["accessToken"] = "t" })));

    private static Fault? LaterFault(int code)
    {
        var request = MetaRequests.Post("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\","
            + "\"value\":{\"metadata\":{\"phone_number_id\":\"1\"},\"statuses\":[{\"id\":\"w\",\"status\":\"failed\","
            + $"\"errors\":[{{\"code\":{code}}}]}}]}}}}]}}]}}");
        return Assert.IsType<ReceiptElement>(Assert.Single(ChannelHost.Protocol("meta").Read(request).Elements)).Receipt.Fault;
    }
}
