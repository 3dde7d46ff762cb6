using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Athera.Channels;
using Athera.Conversations;
using Athera.Journal;
using Athera.Lab.Meta;
using Athera.Messages;
using Athera.Tests.Silos;
using Microsoft.Extensions.Options;
using Xunit;

namespace Athera.Tests.Gateway;

/// <summary>The largest batch a provider documents, through the real gateway into a real store.</summary>
[Collection(nameof(TestSilo))]
public sealed class BatchTests(TestSilo silo) : IDisposable
{
    private const int Messages = 1000, Repeats = 10, Customers = 20;

    public void Dispose() => silo.Store.Heal();

    [Fact]
    public async Task A_thousand_messages_of_two_tenants_with_ten_repeats_are_990_and_one_commit_for_each_conversation()
    {
        var (one, other) = (await OpenAsync(), await OpenAsync());
        var appends = new ConcurrentQueue<Append>();
        silo.Store.FailBefore(append =>
        {
            appends.Enqueue(append);
            return false;
        });

        var reply = await silo.Grains.GetGrain<IChannelGatewayGrain>(0).Receive(Batch(one.Account, other.Account));

        Assert.Equal(200, reply.Status);
        Assert.Equal(Messages - Repeats, await CountAsync(one.Business) + await CountAsync(other.Business));
        // Others use the silo too.
        var perConversation = appends.Where(append => append.Tenant == one.Business.Tenant || append.Tenant == other.Business.Tenant)
            .SelectMany(append => append.Streams)
            .Where(stream => stream.Category == StreamCategory.Conversation)
            .GroupBy(stream => stream.Stream)
            .Select(group => (group.Key, Appends: group.Count()));
        Assert.Equal(2 * Customers, perConversation.Count());
        Assert.All(perConversation, conversation => Assert.Equal(1, conversation.Appends));
    }

    // Old enough that no agent answers: only what is received is counted.
    private static WebhookRequest Batch(WhatsAppAccount one, WhatsAppAccount other)
    {
        var at = DateTimeOffset.UtcNow.AddDays(-1);
        var texts = Enumerable.Range(0, Messages).Select(number => new WhatsAppText
        {
            From = string.Create(CultureInfo.InvariantCulture, $"1202555{Distinct(number) % Customers:D4}"),
            Name = "Somebody",
            Text = "hello",
            At = at.AddSeconds(Distinct(number)),
            // Each of the last ten says again what its tenant's first ones said.
            MessageId = string.Create(CultureInfo.InvariantCulture, $"wamid.{one.PhoneNumberId}.{Distinct(number)}"),
        }).ToList();
        var webhooks = new[] { (one, texts[..(Messages / 2)]), (other, texts[(Messages / 2)..]) }
            .Select(half => MetaWebhooks.Texts(half.Item1, half.Item2).Body);
        return Signed(one.AppSecret, webhooks);
    }

    private static int Distinct(int number) => number % (Messages / 2) >= (Messages / 2) - (Repeats / 2)
        ? (number / (Messages / 2) * (Messages / 2)) + (number % (Repeats / 2))
        : number;

    // Two entries in one body, as an app that is shared gets them.
    private static WebhookRequest Signed(string secret, IEnumerable<ReadOnlyMemory<byte>> bodies)
    {
        var entries = bodies.Select(body => JsonNode.Parse(body.Span)!["entry"]![0]!.DeepClone()).ToArray();
        var body = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["object"] = "whatsapp_business_account",
            ["entry"] = new JsonArray(entries),
        }.ToJsonString());
        return new WebhookRequest
        {
            Provider = "meta",
            Method = "POST",
            Target = "/webhooks/meta",
            Headers = new Dictionary<string, string> { [MetaSignature.Header.ToLowerInvariant()] = MetaSignature.Of(body, secret) },
            Body = body,
        };
    }

    private async Task<(Business Business, WhatsAppAccount Account)> OpenAsync()
    {
        var business = await Business.OpenAsync(silo);
        var secret = silo.Service<IOptionsMonitor<Athera.Channels.Meta.MetaOptions>>().CurrentValue.AppSecret ??= "shared-app-secret";
        var account = new WhatsAppAccount
        {
            PhoneNumberId = Random.Shared.NextInt64(1, long.MaxValue).ToString(CultureInfo.InvariantCulture),
            DisplayPhoneNumber = "12025550101",
            BusinessAccountId = "300000000000101",
            AppSecret = secret,
            WebhookUrl = new Uri("http://127.0.0.1/webhooks/meta"),
        };
        var settings = new Dictionary<string, string> { ["phoneNumberId"] = account.PhoneNumberId, ["accessToken"] = "token" };
        Assert.True((await silo.Grains.Get<IChannelAccountGrain>(business.Tenant, ChannelAccountId.New().Value).Connect(
            new ConnectChannelAccount("whatsapp", "Shared", settings, null))).Granted);
        return (business, account);
    }

    private static async Task<int> CountAsync(Business business)
    {
        var count = 0;
        foreach (var conversation in (await business.Conversations.List(new ConversationQuery())).Items)
            count += (await business.TranscriptAsync(conversation.Id)).Count(message => message.Direction == MessageDirection.In);
        return count;
    }
}
