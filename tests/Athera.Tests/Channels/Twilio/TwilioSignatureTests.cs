using Athera.Channels;
using Xunit;

namespace Athera.Tests.Channels.Twilio;

public sealed class TwilioSignatureTests
{
    private static readonly IWebhookProtocol Protocol = ChannelHost.Protocol("twilio");

    private static readonly string Secret = Fixture.Secret("twilio_auth_token");

    private static readonly ProofContext Context = new([Secret], ChannelHost.PublicUrl);

    [Theory]
    [InlineData("#rc=4&rt=3000&rp=5xx,ct,rt")]
    [InlineData("?from=the+configured+address")]
    public void What_follows_the_path_of_the_configured_address_is_not_signed_for_it(string rest)
    {
        var webhook = new Uri(Fixture.Secret("twilio_webhook_url_sms") + rest);
        Assert.All(
            TwilioRequests.AllRecorded("sms-", "status-"),
            request => Assert.True(Protocol.Proves(request, Context with { WebhookUrl = webhook })));
    }

    [Theory]
    [InlineData("https://athera.example", true)]
    [InlineData("https://athera.example/", true)]
    [InlineData("https://elsewhere.example", false)]
    [InlineData("http://athera.example", false)]
    public void At_its_own_route_the_public_address_is_signed(string publicUrl, bool proven)
    {
        var request = Signed("https://athera.example", "?a=%20b");
        Assert.Equal(proven, Protocol.Proves(request, new ProofContext([Secret], new Uri(publicUrl))));
        Assert.Equal(proven, Protocol.Proves(
            request, new ProofContext([Secret], new Uri(publicUrl), new Uri(Fixture.Secret("twilio_webhook_url_sms")))));
    }

    [Fact]
    public void The_query_is_signed_as_it_was_sent()
    {
        var request = Signed("https://athera.example", "?a=%20b");
        Assert.False(Protocol.Proves(request with { Target = request.Target.Replace("%20", "+", StringComparison.Ordinal) }, Context));
        Assert.False(Protocol.Proves(request with { Target = request.Target + "&b" }, Context));
    }

    [Fact]
    public void A_host_that_the_sender_names_changes_nothing()
    {
        var request = Signed("https://evil.example");
        var headers = new Dictionary<string, string>(request.Headers)
        {
            ["host"] = "evil.example",
            ["x-forwarded-host"] = "evil.example",
            ["x-forwarded-proto"] = "https",
        };
        Assert.False(Protocol.Proves(request with { Headers = headers }, Context));
    }

    [Fact]
    public void A_body_that_the_signature_does_not_cover_is_refused()
    {
        var request = TwilioRequests.Post("Body=x");
        var signed = TwilioRequests.Post("Body=x", TwilioRequests.Sign($"https://athera.example{request.Target}", Secret));
        Assert.False(Protocol.Proves(signed, Context));
        Assert.False(Protocol.Proves(signed with { Headers = Typed(signed, "application/json") }, Context));
        Assert.False(Protocol.Proves(signed with { Headers = Typed(signed, "text/plain") }, Context));
        Assert.False(Protocol.Proves(signed with { Method = "GET" }, Context));
        Assert.True(Protocol.Proves(signed with { Body = default }, Context));
    }

    [Fact]
    public void More_fields_than_any_form_has_are_refused_before_they_are_sorted()
    {
        var form = string.Join('&', Enumerable.Range(10_000, 2000));
        var signed = $"https://athera.example{TwilioRequests.Post(form).Target}{form.Replace("&", "", StringComparison.Ordinal)}";
        Assert.False(Protocol.Proves(TwilioRequests.Post(form, TwilioRequests.Sign(signed, Secret)), Context));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_secret_that_was_never_filled_in_signs_nothing(string secret) => Assert.False(Protocol.Proves(
        Signed("https://athera.example", secret: secret), new ProofContext([secret], ChannelHost.PublicUrl)));

    [Fact]
    public void There_is_no_handshake() =>
        Assert.Null(Protocol.Handshake(TwilioRequests.Post("") with { Method = "GET", Target = "/?hub.mode=subscribe" }, ["x"]));

    [Fact]
    public void What_is_accepted_is_answered_with_nothing_to_say() =>
        Assert.Equal(new WebhookReply(200, "text/xml", """<?xml version="1.0" encoding="UTF-8"?><Response/>"""), Protocol.Accepted);

    private static WebhookRequest Signed(string at, string query = "", string? secret = null)
    {
        var request = TwilioRequests.Post("Body=x", query: query);
        return TwilioRequests.Post("Body=x", TwilioRequests.Sign($"{at}{request.Target}Bodyx", secret ?? Secret), query: query);
    }

    private static Dictionary<string, string> Typed(WebhookRequest request, string type) =>
        new(request.Headers) { ["content-type"] = type };
}
