using System.Security.Cryptography;
using System.Text;
using Athera.Agents;
using Athera.Channels;
using Athera.Channels.Twilio;
using Athera.Conversations;
using Athera.Quarantine;
using Athera.Tests.Channels.Meta;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Channels.Fixtures;

/// <summary>A tenant with the accounts the fixtures were recorded for. Only one tenant may have them, so it gives them back.</summary>
internal sealed class FixtureBusiness : IAsyncDisposable
{
    private readonly Business _business;
    private readonly Dictionary<string, ChannelAccountId> _accounts = [];

    private FixtureBusiness(Business business) => _business = business;

    public static async Task<FixtureBusiness> OpenAsync(TestSilo silo)
    {
        var opened = new FixtureBusiness(await Business.OpenAsync(silo));
        var agent = silo.Grains.Get<IAgentGrain>(opened._business.Tenant, DefaultAgent.IdOf(opened._business.Tenant).Value);
        await agent.Change(new ChangeAgent { Enabled = false });
        Assert.True((await agent.Publish()).Granted);
        var secret = Fixture.Secret("meta_app_secret");
        await opened.ConnectAsync("meta/wa-", "whatsapp", ("phoneNumberId", Fixture.Secret("meta_whatsapp_phone_number_id")), ("accessToken", "t"), ("appSecret", secret));
        await opened.ConnectAsync("meta/ig-", "instagram", ("accountId", Fixture.Secret("meta_instagram_account_id")), ("accessToken", "t"), ("appSecret", secret));
        await opened.ConnectAsync("meta/page-", "messenger", ("accountId", Fixture.Secret("meta_page_id")), ("accessToken", "t"), ("appSecret", secret));
        await opened.ConnectTwilioAsync("twilio/wa-", "twilio_webhook_url_whatsapp");
        await opened.ConnectTwilioAsync("twilio/s", "twilio_webhook_url_sms");
        return opened;
    }

    /// <summary>A webhook at the route of its account.</summary>
    public WebhookRequest At(FixtureLine line) => line.Request() with { Account = AccountOf(line) };

    /// <summary>The same with another body, signed for it.</summary>
    public WebhookRequest At(FixtureLine line, byte[] body)
    {
        var request = At(line);
        if (line.Provider == "meta")
            return MetaRequests.Post(body) with { Account = request.Account };
        var url = Fixture.Secret(line.File.StartsWith("twilio/wa-", StringComparison.Ordinal) ? "twilio_webhook_url_whatsapp" : "twilio_webhook_url_sms")
            + (request.Topic.Length > 0 ? $"/{request.Topic}" : "") + TwilioUrl.Query(request.Target);
        byte[] signed = [.. Encoding.UTF8.GetBytes(url), .. TwilioForm.Parse(body)?.SignedText() ?? []];
#pragma warning disable CA5350 // Twilio's choice.
        var signature = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Fixture.Secret("twilio_auth_token")), signed));
#pragma warning restore CA5350
        return request with { Body = body, Headers = new Dictionary<string, string>(request.Headers) { ["x-twilio-signature"] = signature } };
    }

    public Task<WebhookReply> ReceiveAsync(WebhookRequest request) =>
        _business.Silo.Grains.GetGrain<IChannelGatewayGrain>(0).Receive(request);

    /// <summary>All that a person would see of all conversations, without what only order and ids make different.</summary>
    public async Task<IReadOnlyList<string>> SeenAsync()
    {
        var seen = new List<string>();
        foreach (var conversation in (await _business.Conversations.List(new ConversationQuery { Limit = 200 })).Items)
            seen.AddRange((await _business.TranscriptAsync(conversation.Id)).Select(m =>
                $"{conversation.Channel} {m.ExternalId} {m.Direction} {m.Kind} {m.Text} {m.DeletedAt is not null} {m.EditedAt is not null} "
                + string.Join(',', m.Reactions.Select(reaction => reaction.Emoji))));
        return [.. seen.Order(StringComparer.Ordinal)];
    }

    public async Task<int> UnreadAsync() =>
        (await _business.Silo.Grains.Of<IQuarantineGrain>(_business.Tenant).List(null, 200)).Items.Count;

    public async ValueTask DisposeAsync()
    {
        foreach (var account in _accounts.Values)
            await _business.Silo.Grains.Get<IChannelAccountGrain>(_business.Tenant, account.Value).Disconnect();
    }

    private ChannelAccountId AccountOf(FixtureLine line) =>
        _accounts.First(account => line.File.StartsWith(account.Key, StringComparison.Ordinal)).Value;

    private Task ConnectTwilioAsync(string prefix, string url) => ConnectAsync(
        prefix, "twilio", ("accountSid", Fixture.Secret("twilio_account_sid")), ("authToken", Fixture.Secret("twilio_auth_token")),
        ("messagingServiceSid", Fixture.Secret("twilio_messaging_service_sid")), ("webhookUrl", Fixture.Secret(url)));

    private async Task ConnectAsync(string prefix, string kind, params (string Name, string Value)[] settings)
    {
        _accounts[prefix] = ChannelAccountId.New();
        var connected = await _business.Silo.Grains.Get<IChannelAccountGrain>(_business.Tenant, _accounts[prefix].Value).Connect(
            new ConnectChannelAccount(kind, kind, settings.ToDictionary(s => s.Name, s => s.Value), null));
        Assert.True(connected.Granted);
    }
}
