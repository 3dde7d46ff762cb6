using System.Text;
using System.Text.Json.Nodes;
using Athera.Channels;
using Xunit;

namespace Athera.Tests.Channels.Meta;

public sealed class MetaWebhooksTests : WebhookProtocolCompliance
{
    private const string Token = "athera-dev-verify-token";

    protected override IWebhookProtocol Protocol { get; } = ChannelHost.Protocol("meta");

    protected override string Secret { get; } = Fixture.Secret("meta_app_secret");

    protected override IReadOnlyList<WebhookRequest> Recorded { get; } = MetaRequests.AllRecorded();

    protected override string SignatureHeader => MetaRequests.SignatureHeader;

    protected override byte[] DamageParts(byte[] body, int number) => Damage.Json(body, number);

    [Theory]
    [InlineData("wa-31-text-wire-escaped.json")]
    [InlineData("wa-01-text.json")]
    [InlineData("wa-15-reaction-add.json")]
    public void A_body_parsed_and_written_again_is_refused(string file)
    {
        var request = MetaRequests.Recorded(file);
        var again = Encoding.UTF8.GetBytes(JsonNode.Parse(request.Body.Span)!.ToJsonString());
        Assert.False(Protocol.Proves(request with { Body = again }, Context(Secret)));
    }

    [Fact]
    public void Hexadecimal_digits_of_either_case_are_a_signature()
    {
        var request = MetaRequests.Recorded("wa-01-text.json");
        var upper = "sha256=" + request.Headers[SignatureHeader]["sha256=".Length..].ToUpperInvariant();
        Assert.True(Protocol.Proves(MetaRequests.Post(request.Body.ToArray(), upper), Context(Secret)));
    }

    [Fact]
    public void The_right_token_gets_the_challenge_back_as_it_came() => Assert.Equal(
        new WebhookReply(200, "text/plain", "00123 +x"),
        Protocol.Handshake(MetaRequests.Get($"?hub.mode=subscribe&hub.challenge=00123+%2Bx&hub.verify_token={Token}"), ["other", Token]));

    [Theory]
    [InlineData("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong", 403)]
    [InlineData("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=ATHERA-DEV-VERIFY-TOKEN", 403)]
    [InlineData("?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=athera-dev-verify-token", 403)]
    [InlineData("?hub.mode=subscribe&hub.challenge=1", 400)]
    [InlineData("?hub.mode=subscribe&hub.verify_token=athera-dev-verify-token", 400)]
    [InlineData("?hub.challenge=1&hub.verify_token=athera-dev-verify-token", 400)]
    public void Any_other_handshake_is_refused(string query, int status)
    {
        var reply = Protocol.Handshake(MetaRequests.Get(query), [Token]);
        Assert.Equal(status, reply?.Status);
        Assert.Null(reply?.Body);
    }

    [Fact]
    public void Without_a_token_no_handshake_is_right()
    {
        var request = MetaRequests.Get("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=");
        Assert.Equal(403, Protocol.Handshake(request, [])?.Status);
        Assert.Equal(403, Protocol.Handshake(request, [""])?.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_secret_that_was_never_filled_in_signs_nothing(string secret)
    {
        var body = Fixture.Bytes("meta/wa-01-text.json");
        Assert.False(Protocol.Proves(MetaRequests.Post(body, MetaRequests.Sign(body, secret)), Context(secret)));
    }

    [Fact]
    public void Other_requests_are_no_handshake()
    {
        Assert.Null(Protocol.Handshake(MetaRequests.Get("?x=1"), [Token]));
        Assert.Null(Protocol.Handshake(MetaRequests.Recorded("wa-01-text.json"), [Token]));
    }

    [Fact]
    public void The_shared_app_is_known_from_configuration()
    {
        var shared = ChannelHost.Protocol("meta", ("Athera:Meta:AppSecret", Secret), ("Athera:Meta:VerifyToken", Token));
        Assert.Equal([Secret], shared.SharedSecrets);
        Assert.Equal([Token], shared.SharedVerifyTokens);
        Assert.Empty(Protocol.SharedSecrets);
        Assert.Empty(Protocol.SharedVerifyTokens);
    }

    [Theory]
    [InlineData("", UnreadableReasons.MalformedBody)]
    [InlineData("nonsense", UnreadableReasons.MalformedBody)]
    [InlineData("[]", UnreadableReasons.MalformedBody)]
    [InlineData("""{"entry":[]}""", UnreadableReasons.MalformedBody)]
    [InlineData("""{"object":"permissions","entry":[]}""", UnreadableReasons.UnknownObject)]
    [InlineData("""{"object":"whatsapp_business_account"}""", UnreadableReasons.MalformedElement)]
    [InlineData("""{"object":"whatsapp_business_account","entry":[7]}""", UnreadableReasons.MalformedElement)]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"new","value":{}}]}]}""", UnreadableReasons.UnknownField)]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"flows","value":{}}]}]}""", UnreadableReasons.NotReadYet)]
    public void What_is_not_known_is_kept_with_its_reason(string body, string reason) => Assert.Equal(
        reason,
        Assert.IsType<UnreadableElement>(Assert.Single(Protocol.Read(MetaRequests.Post(body)).Elements)).Reason);

    [Fact]
    public void A_body_nested_too_deep_is_kept_whole()
    {
        var deep = new string('[', 40) + new string(']', 40);
        var kept = Assert.IsType<UnreadableElement>(Assert.Single(Protocol.Read(MetaRequests.Post(deep)).Elements));
        Assert.Equal(UnreadableReasons.MalformedBody, kept.Reason);
        Assert.Equal(deep, Encoding.UTF8.GetString(kept.Raw.Span));
    }

    [Fact]
    public void More_elements_than_any_batch_are_kept_whole_after_the_first_thousands()
    {
        var messages = string.Join(",", Enumerable.Repeat("{}", 20_000));
        var request = MetaRequests.Post(
            """{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"messages":[""" + messages + "]}}]}]}");
        var elements = Protocol.Read(request).Elements;
        Assert.Equal(5001, elements.Count);
        var last = Assert.IsType<UnreadableElement>(elements[^1]);
        Assert.Equal(UnreadableReasons.TooLarge, last.Reason);
        Assert.True(request.Body.Span.SequenceEqual(last.Raw.Span));
    }
}
