using Athera.Lab.Ledgers;
using Athera.Lab.Meta;
using Athera.Lab.Meta.Direct;
using Athera.Lab.Models;
using Athera.Lab.Phones;
using Athera.Lab.Twilio;
using Athera.Lab.Wire;

namespace Athera.Lab;

/// <summary>The fakes of all outside providers, and the lab's customers who write through them.</summary>
public sealed class FakeProviders : IAsyncDisposable
{
    private const int BackgroundLimit = 100_000;
    private const int WireRemembered = 10_000;
    private const int ConnectionsToProduct = 64;
    private readonly HttpClient http;
    private readonly Background background = new(BackgroundLimit);

    /// <summary>Fresh fakes with empty memories.</summary>
    public FakeProviders(LabOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        Time = time;
        ChatScript = options.ChatScript;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, MaxConnectionsPerServer = ConnectionsToProduct,
        });
        var client = new WebhookClient(http, Wire, time, options.ProductUrl);
        MetaWebhooks = new MetaWebhooks(client);
        TwilioWebhooks = new TwilioWebhooks(client);
        DirectWebhooks = new DirectWebhooks(client);
        Direct = new FakeDirect(DirectWebhooks, background, time, options.Direct);
        Direct.StatusPlan = Direct.StatusPlan with { Delay = options.StatusDelay };
        Graph = new FakeGraph(
            MetaWebhooks, background, time, id => options.WhatsApp() is { } account && account.PhoneNumberId == id ? account : null)
        {
            StatusPlan = StatusPlan.Read with { Delay = options.StatusDelay },
        };
        Twilio = new FakeTwilio(
            TwilioWebhooks, background, time, sid => options.Twilio() is { } account && account.AccountSid == sid ? account : null)
        {
            StatusPlan = StatusPlan.Delivered with { Delay = options.StatusDelay },
        };
        Phones = new PhoneBook(time);
        Customers = new CustomerWriter(
            Phones, background, MetaWebhooks, Twilio, TwilioWebhooks, time, options.WhatsApp, options.Twilio);
        PhoneFeed.Connect(Phones, Graph, Twilio, Wire);
    }

    /// <summary>Meta's Graph API.</summary>
    public FakeGraph Graph { get; }

    /// <summary>Meta's Send API for Instagram and Messenger.</summary>
    public FakeDirect Direct { get; }

    /// <summary>Twilio's Messages API.</summary>
    public FakeTwilio Twilio { get; }

    /// <summary>A chat-completions service.</summary>
    public FakeModel Model { get; } = new();

    /// <summary>Writes to the business as Meta.</summary>
    public MetaWebhooks MetaWebhooks { get; }

    /// <summary>Writes to the business as Meta, from Instagram and Messenger.</summary>
    public DirectWebhooks DirectWebhooks { get; }

    /// <summary>Writes to the business as Twilio.</summary>
    public TwilioWebhooks TwilioWebhooks { get; }

    /// <summary>Every request between fakes and product, in both directions.</summary>
    public Ledger<WireRecord> Wire { get; } = new(WireRemembered);

    internal Func<Uri?> ChatScript { get; }

    internal PhoneBook Phones { get; }

    internal CustomerWriter Customers { get; }

    internal TimeProvider Time { get; }

    /// <summary>Waits until every status was told or given up.</summary>
    public Task WhenIdleAsync(CancellationToken cancellation = default) => background.WhenIdleAsync(cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await background.DisposeAsync();
        http.Dispose();
    }
}
