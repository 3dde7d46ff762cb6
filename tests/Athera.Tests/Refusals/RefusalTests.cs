using System.Text;
using System.Text.Json;
using Athera.Channels;
using Athera.Lab.Meta;
using Athera.Lab.Twilio;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Refusals;

[Collection(nameof(TestSilo))]
public sealed class RefusalTests(TestSilo silo)
{
    private const string Secretive = "somebody's words", Token = "0123456789abcdef0123456789abcdef", AppSecret = "app-secret-1";

    private static readonly string Sid = "AC" + new string('a', 32);

    private Business _business = null!;

    [Theory]
    [InlineData("http://hooks.athera.example/webhooks/twilio/{0}", RefusalCauses.OtherScheme)]
    [InlineData("https://old.athera.example/webhooks/twilio/{0}", RefusalCauses.OtherHost)]
    [InlineData("https://hooks.athera.example:8443/webhooks/twilio/{0}", RefusalCauses.OtherHost)]
    [InlineData("https://hooks.athera.example/webhooks/twilio/{0}/", RefusalCauses.OtherPath)]
    public async Task A_wrong_public_address_names_the_one_that_was_signed(string address, string cause)
    {
        var account = await ConnectTwilioAsync(Token);
        var url = string.Format(null, address, account);

        await SendAsync(Twilio(account, url, Token, host: new Uri(url).Authority));

        var last = (await RefusalsAsync(account)).Last!;
        Assert.Equal((RefusalReasons.WrongSignature, cause, url), (last.Reason, last.Cause, last.SignedAddress));
        Assert.Contains($"https://hooks.athera.example/webhooks/twilio/{account}", last.Addresses);
        Assert.Contains(url, last.Advice, StringComparison.Ordinal);
        Assert.Equal("authToken", Assert.Single(last.Secrets).Name);
        Assert.Equal(8, last.Secrets[0].Fingerprint.Length);
    }

    [Fact]
    public async Task A_host_that_somebody_made_up_is_not_shown_unless_it_was_signed()
    {
        var account = await ConnectTwilioAsync(Token);

        await SendAsync(Twilio(account, $"https://hooks.athera.example/webhooks/twilio/{account}", "another token", host: "evil.example"));

        var refusals = await RefusalsAsync(account);
        Assert.Equal((null, null), (refusals.Last!.Cause, refusals.Last.SignedAddress));
        Assert.DoesNotContain("evil", JsonSerializer.Serialize(refusals), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_another_account_of_the_tenant_is_recognised()
    {
        var account = await ConnectTwilioAsync(Token);
        var other = await ConnectTwilioAsync("ffff456789abcdef0123456789abcdef");

        await SendAsync(Twilio(account, $"https://hooks.athera.example/webhooks/twilio/{account}", "ffff456789abcdef0123456789abcdef"));

        var last = (await RefusalsAsync(account)).Last!;
        Assert.Equal((RefusalCauses.OtherAccountsSecret, other), (last.Cause, last.SignedBy));
    }

    [Theory]
    [InlineData(null, RefusalReasons.SignatureMissing)]
    [InlineData("", RefusalReasons.SignatureMissing)]
    [InlineData("not a signature", RefusalReasons.SignatureMalformed)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAA=", RefusalReasons.WrongSignature)]
    public async Task A_reason_says_what_is_wrong_with_the_signature(string? signature, string reason)
    {
        var account = await ConnectTwilioAsync(Token);
        var request = Twilio(account, "https://x.example", Token);
        var headers = request.Headers.Where(header => header.Key != "x-twilio-signature").ToDictionary();
        if (signature is not null)
            headers["x-twilio-signature"] = signature;

        await SendAsync(request with { Headers = headers });

        var refusals = await RefusalsAsync(account);
        Assert.Equal((reason, 1), (Assert.Single(refusals.Counts).Reason, refusals.Counts[0].Count));
    }

    [Theory]
    [InlineData("""{ "object": "x", "text": "Gr\u00fc\u00dfe" }""")]
    [InlineData("{\"object\":\"x\",\"text\":\"Grüße\"}")]
    [InlineData("{\"object\":\"x\",\"text\":\"Gr\\u00fc\\u00dfe\"}\r\n")]
    public async Task A_body_that_was_written_anew_on_its_way_is_recognised(string arrived)
    {
        var account = await ConnectMetaAsync();
        var original = "{\"object\":\"x\",\"text\":\"Gr\\u00fc\\u00dfe\"}";

        await SendAsync(Meta(account, arrived, MetaSignature.Of(Encoding.UTF8.GetBytes(original), AppSecret)));

        Assert.Equal(RefusalCauses.BodyRewritten, (await RefusalsAsync(account)).Last!.Cause);
    }

    [Fact]
    public async Task A_webhook_for_another_account_is_counted_where_it_came_and_waits_in_the_quarantine()
    {
        var account = await ConnectTwilioAsync(Token);
        var url = $"https://hooks.athera.example/webhooks/twilio/{account}";

        Assert.Equal(200, (await SendAsync(Twilio(account, url, Token, sid: "AC" + new string('b', 32)))).Status);

        Assert.Equal(RefusalReasons.AccountMismatch, (await RefusalsAsync(account)).Last!.Reason);
    }

    [Fact]
    public async Task What_came_to_the_shared_address_with_an_accounts_own_secret_is_that_accounts()
    {
        var number = "4" + Random.Shared.NextInt64(1_000_000_000, 9_999_999_999);
        var account = await ConnectMetaAsync(number);
        var body = $$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp",
            "metadata":{"display_phone_number":"1","phone_number_id":"{{{number}}}"},
            "messages":[{"from":"12025550143","id":"wamid.{{{number}}}","timestamp":"1790000000","type":"text","text":{"body":"{{{Secretive}}}"}}]}}]}]}
            """;

        Assert.Equal(401, (await SendAsync(Meta(null, body, MetaSignature.Of(Encoding.UTF8.GetBytes(body), AppSecret)))).Status);

        var last = (await RefusalsAsync(account)).Last!;
        Assert.Equal((RefusalCauses.OwnSecretAtSharedAddress, account), (last.Cause, last.SignedBy));
    }

    [Fact]
    public async Task Too_large_a_body_is_counted_for_the_account_it_was_for()
    {
        var account = await ConnectTwilioAsync(Token);
        var gateway = silo.Grains.GetGrain<IChannelGatewayGrain>(0);
        await gateway.NoteTooLarge("twilio", account);
        await gateway.NoteTooLarge("meta", account);
        await gateway.NoteTooLarge("nobody", account);

        var refusals = await RefusalsAsync(account);
        Assert.Equal((RefusalReasons.TooLarge, 1), (Assert.Single(refusals.Counts).Reason, refusals.Counts[0].Count));
    }

    [Fact]
    public async Task A_hostile_flood_is_counted_whole_written_seldom_and_leaves_nothing_of_what_it_carried()
    {
        const int Flood = 3_000;
        var account = await ConnectTwilioAsync(Token);
        var before = await EventsAsync();

        for (var i = 0; i < Flood; i++)
            await SendAsync(Twilio(account, $"https://{Secretive.Replace(' ', '-')}-{i}.example", $"guess {i}", host: $"flood-{i}.example", query: $"?x={i}"));

        var refusals = await Testing.Eventually.SeesAsync(
            () => ReadAsync(account), read => read.Counts.Sum(count => count.Count) == Flood, TestContext.Current.CancellationToken);
        Assert.Equal([RefusalReasons.WrongSignature], refusals.Counts.Select(count => count.Reason));
        Assert.InRange(await EventsAsync() - before, 1, 6);
        var shown = JsonSerializer.Serialize(refusals);
        Assert.DoesNotContain("flood", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("guess", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("x=", shown, StringComparison.Ordinal);
        var listed = await silo.Grains.Of<IChannelAccountsGrain>(_business.Tenant).List(null, 50);
        Assert.Equal(RefusalReasons.WrongSignature, listed.Items.Single(one => one.Id == account).LastRefusal?.Reason);
        Assert.Equal(
            RefusalReasons.WrongSignature,
            (await silo.Grains.Get<IChannelAccountGrain>(_business.Tenant, account.Value).Get()).Value!.LastRefusal?.Reason);
    }

    [Fact]
    public async Task With_its_account_what_was_counted_goes_and_what_a_silo_tells_later_is_not_counted()
    {
        var account = await ConnectTwilioAsync(Token);
        await SendAsync(Twilio(account, "https://x.example", "another token"));
        var counted = await RefusalsAsync(account);

        Assert.True((await AccountOf(account).Disconnect()).Granted);

        Assert.Equal((0, null), ((await ReadAsync(account)).Counts.Count, (await ReadAsync(account)).Last));
        Assert.True((await RefusalsOf(account).Add(new CountedRefusals(counted.Counts, counted.Last))).Granted);
        await silo.ForgetAsync(RefusalsOf(account));
        Assert.Empty((await ReadAsync(account)).Counts);
        Assert.Null(await silo.Service<Athera.Refusals.LastRefusals>().FindAsync(_business.Tenant, account));
    }

    [Fact]
    public async Task What_could_not_be_removed_with_its_account_is_owed_and_removed_later()
    {
        var account = await ConnectTwilioAsync(Token);
        await SendAsync(Twilio(account, "https://x.example", "another token"));
        await RefusalsAsync(account);
        silo.Store.FailBefore(append => append.Streams.Any(one => one.Stream == RefusalKey.Of(account)));
        try
        {
            Assert.True((await AccountOf(account).Disconnect()).Granted);
            Assert.NotEmpty((await ReadAsync(account)).Counts);
        }
        finally
        {
            silo.Store.Heal();
        }

        await silo.Grains.Get<IReconcilerGrain>(_business.Tenant, account.Value).Wake();

        Assert.Empty((await ReadAsync(account)).Counts);
        Assert.Equal(RefusalKind.NotFound, (await AccountOf(await ConnectTwilioAsync(Token)).Clear()).Refusal?.Kind);
    }

    private IChannelAccountGrain AccountOf(ChannelAccountId account) =>
        silo.Grains.Get<IChannelAccountGrain>(_business.Tenant, account.Value);

    private IRefusalsGrain RefusalsOf(ChannelAccountId account) =>
        silo.Grains.Get<IRefusalsGrain>(_business.Tenant, RefusalKey.Of(account));

    private async Task<long> EventsAsync() =>
        (await silo.Service<Athera.Journal.IJournalStore>().ReadFeedAsync(_business.Tenant, 0, 10_000, CancellationToken.None))
            .LongCount(happened => happened.Kind == "refusals.counted");

    // By itself the ledger takes its time to tell, which its own tests are about.
    private async Task<RefusalsView> RefusalsAsync(ChannelAccountId account) => await Testing.Eventually.SeesAsync(
        async () =>
        {
            await silo.Service<Athera.Refusals.RefusalLedger>().TellAllAsync();
            return await ReadAsync(account);
        },
        read => read.Counts.Count > 0, TestContext.Current.CancellationToken);

    private Task<RefusalsView> ReadAsync(ChannelAccountId account) => RefusalsOf(account).Get();

    private Task<WebhookReply> SendAsync(WebhookRequest request) => silo.Grains.GetGrain<IChannelGatewayGrain>(0).Receive(request);

    private Task<ChannelAccountId> ConnectTwilioAsync(string token) => ConnectAsync("twilio", new()
    {
        ["accountSid"] = Sid, ["authToken"] = token, ["from"] = "+12025550110",
    });

    private Task<ChannelAccountId> ConnectMetaAsync(string? number = null) => ConnectAsync("whatsapp", new()
    {
        ["phoneNumberId"] = number ?? "5" + Random.Shared.NextInt64(1_000_000_000, 9_999_999_999),
        ["businessAccountId"] = "300000000000101",
        ["accessToken"] = "any",
        ["appSecret"] = AppSecret,
        ["verifyToken"] = "any",
    });

    private async Task<ChannelAccountId> ConnectAsync(string kind, Dictionary<string, string> settings)
    {
        _business ??= await Business.OpenAsync(silo);
        var account = ChannelAccountId.New();
        var connected = await silo.Grains.Get<IChannelAccountGrain>(_business.Tenant, account.Value).Connect(
            new ConnectChannelAccount(kind, kind, settings, null));
        Assert.True(connected.Granted, string.Join(' ', connected.Refusal?.Fields?.Select(f => f.Key + f.Value) ?? []));
        return account;
    }

    private static WebhookRequest Twilio(
        ChannelAccountId account, string signedUrl, string token, string host = "hooks.athera.example", string? sid = null, string query = "")
    {
        var form = new Dictionary<string, string> { ["AccountSid"] = sid ?? Sid, ["MessageSid"] = "SM1", ["From"] = "+12025550143", ["Body"] = Secretive };
        return new WebhookRequest
        {
            Provider = "twilio",
            Account = account,
            Method = "POST",
            Target = $"/webhooks/twilio/{account}{query}",
            Headers = new Dictionary<string, string>
            {
                ["content-type"] = "application/x-www-form-urlencoded",
                ["host"] = host,
                ["x-twilio-signature"] = TwilioSignature.Of(signedUrl + query, form, token),
            },
            Body = Encoding.UTF8.GetBytes(string.Join('&', form.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"))),
        };
    }

    private static WebhookRequest Meta(ChannelAccountId? account, string body, string signature) => new()
    {
        Provider = "meta",
        Account = account,
        Method = "POST",
        Target = account is null ? "/webhooks/meta" : $"/webhooks/meta/{account}",
        Headers = new Dictionary<string, string> { ["content-type"] = "application/json", ["x-hub-signature-256"] = signature },
        Body = Encoding.UTF8.GetBytes(body),
    };
}
