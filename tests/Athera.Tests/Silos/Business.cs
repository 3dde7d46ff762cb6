using Athera.Agents;
using Athera.Channels;
using Athera.Contacts;
using Athera.Conversations;
using Athera.Keys;
using Athera.Messages;
using Athera.Tenants;
using Xunit;

namespace Athera.Tests.Silos;

/// <summary>A tenant with an account on paper, and customers who write to it.</summary>
internal sealed class Business
{
    private Business(TestSilo silo, TenantId tenant, string apiKey) => (Silo, Tenant, ApiKey) = (silo, tenant, apiKey);

    public TestSilo Silo { get; }

    public TenantId Tenant { get; }

    public string ApiKey { get; }

    public ChannelAccountId Account { get; private set; }

    public string Number { get; } = Guid.NewGuid().ToString("N");

    public IConversationsGrain Conversations => Silo.Grains.Of<IConversationsGrain>(Tenant);

    /// <summary>Opens one; its agent answers each message at once.</summary>
    public static async Task<Business> OpenAsync(TestSilo silo, int settleMs = 0)
    {
        var id = TenantId.New();
        var created = await silo.Grains.Get<ITenantGrain>(TenantId.Platform, id.Value).Create(new CreateTenant("Paper Inc", "a@paper.example"));
        var business = new Business(silo, id, created.Value!.ApiKey);
        business.Account = await business.ConnectAsync(business.Number);
        var agent = silo.Grains.Get<IAgentGrain>(id, DefaultAgent.IdOf(id).Value);
        await agent.Change(new ChangeAgent { SettleMs = settleMs, Disclosure = "AI." });
        Assert.True((await agent.Publish()).Granted);
        return business;
    }

    public async Task<ChannelAccountId> ConnectAsync(
        string number, int? messagesPerSecond = null, string kind = "paper")
    {
        var account = ChannelAccountId.New();
        var settings = new Dictionary<string, string> { ["number"] = number, ["secret"] = PaperChannel.Secret };
        Assert.True((await Silo.Grains.Get<IChannelAccountGrain>(Tenant, account.Value).Connect(
            new ConnectChannelAccount(kind, "Paper", settings, messagesPerSecond))).Granted);
        return account;
    }

    public IConversationGrain Conversation(ConversationId id) => Silo.Grains.Get<IConversationGrain>(Tenant, id.Value);

    /// <summary>A new customer's conversation, not opened yet.</summary>
    public async Task<Customer> MeetAsync(ChannelAccountId? account = null)
    {
        var contact = ContactId.New();
        await Silo.Service<IKeyVault>().CreateAsync(Tenant, contact.Value, CancellationToken.None);
        return new Customer(this, ConversationId.New(), contact, account ?? Account, $"customer-{contact}");
    }

    /// <summary>A webhook as the provider sends it, over the route all accounts share.</summary>
    public Task<WebhookReply> WebhookAsync(params string[] lines) =>
        Silo.Grains.GetGrain<IChannelGatewayGrain>(0).Receive(Webhook(lines) with { Account = null });

    /// <summary>A webhook over the account's own route.</summary>
    public WebhookRequest Webhook(params string[] lines) => new()
    {
        Provider = "paper",
        Account = Account,
        Method = "POST",
        Target = "/webhooks/paper",
        Headers = new Dictionary<string, string> { ["x-secret"] = PaperChannel.Secret },
        Body = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)),
    };

    public async Task<IReadOnlyList<MessageView>> TranscriptAsync(ConversationId id) =>
        [.. (await Conversations.Messages(id, null, 200)).Value!.Items.Reverse()];
}

/// <summary>A customer, and what is between them.</summary>
internal sealed record Customer(Business Business, ConversationId Id, ContactId Contact, ChannelAccountId Account, string Sender)
{
    public IConversationGrain Grain => Business.Conversation(Id);

    public Task<ReceiveOutcome> ReceiveAsync(params string[] ids) => ReceiveAsync(ids, DateTimeOffset.UtcNow);

    public Task<ReceiveOutcome> ReceiveAsync(string[] ids, DateTimeOffset sentAt) => Grain.Receive(new ReceiveMessages
    {
        Account = Account,
        Channel = "paper",
        Contact = Contact,
        NewContact = true,
        ReceivedAt = DateTimeOffset.UtcNow,
        Messages =
        [
            .. ids.Select(id => new InboundMessage
            {
                From = [new Address(AddressKind.Other, Sender)],
                ExternalId = id,
                SentAt = sentAt,
                Content = MessageContent.OfText($"text of {id}"),
            }),
        ],
    });

    public Task<IReadOnlyList<MessageView>> TranscriptAsync() => Business.TranscriptAsync(Id);

    /// <summary>What was received, by the provider's ids and in order.</summary>
    public async Task<IReadOnlyList<string?>> ReceivedAsync() =>
        [.. (await TranscriptAsync()).Where(m => m.Direction == MessageDirection.In).Select(m => m.ExternalId)];

    /// <summary>One message in words of its own.</summary>
    public Task<ReceiveOutcome> WriteAsync(string text) => Grain.Receive(new ReceiveMessages
    {
        Account = Account,
        Channel = "paper",
        Contact = Contact,
        NewContact = true,
        ReceivedAt = DateTimeOffset.UtcNow,
        Messages =
        [
            new InboundMessage
            {
                From = [new Address(AddressKind.Other, Sender)],
                ExternalId = Guid.NewGuid().ToString("N"),
                SentAt = DateTimeOffset.UtcNow,
                Content = MessageContent.OfText(text),
            },
        ],
    });

    /// <summary>Everything that happened, once it holds what is wanted.</summary>
    public async Task<IReadOnlyList<Athera.Inbox.InboxEvent>> EventsAsync(Func<IReadOnlyList<Athera.Inbox.InboxEvent>, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Lab.Soon.Enough);
        while (true)
        {
            if ((await Business.Conversations.Events(Id, 0, 200)).Value?.Items is { } events && wanted(events))
                return events;
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Waits until the transcript is as wanted.</summary>
    public async Task<IReadOnlyList<MessageView>> UntilAsync(Func<IReadOnlyList<MessageView>, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Lab.Soon.Enough);
        while (true)
        {
            var transcript = await TranscriptAsync();
            if (wanted(transcript))
                return transcript;
            await Task.Delay(20, patience.Token);
        }
    }
}
