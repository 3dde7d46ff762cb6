using System.Net;
using Athera.Lab.Meta;
using Athera.Lab.Meta.Direct;
using Athera.Lab.Models;
using Athera.Lab.Twilio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Athera.Lab;

/// <summary>The fakes on a port of their own, for tests: the product talks to them over real sockets.</summary>
public sealed class LabServer : IAsyncDisposable
{
    private const string GraphVersion = "v23.0";
    private readonly WebApplication app;

    private LabServer(WebApplication app)
    {
        this.app = app;
        Providers = app.Services.GetRequiredService<FakeProviders>();
        Url = new Uri(app.Urls.Single());
    }

    /// <summary>All fakes.</summary>
    public FakeProviders Providers { get; }

    /// <summary>Meta's fake.</summary>
    public FakeGraph Graph => Providers.Graph;

    /// <summary>Meta's fake for Instagram and Messenger.</summary>
    public FakeDirect Direct => Providers.Direct;

    /// <summary>Writes to the product as Meta, from Instagram and Messenger.</summary>
    public DirectWebhooks DirectWebhooks => Providers.DirectWebhooks;

    /// <summary>Twilio's fake.</summary>
    public FakeTwilio Twilio => Providers.Twilio;

    /// <summary>The fake model.</summary>
    public FakeModel Model => Providers.Model;

    /// <summary>Writes to the product as Meta.</summary>
    public MetaWebhooks MetaWebhooks => Providers.MetaWebhooks;

    /// <summary>Writes to the product as Twilio.</summary>
    public TwilioWebhooks TwilioWebhooks => Providers.TwilioWebhooks;

    /// <summary>Root of the server.</summary>
    public Uri Url { get; }

    /// <summary>What <c>Athera:Meta:GraphUrl</c> is set to, version included.</summary>
    public Uri GraphUrl => new(Url, $"{LabHosting.GraphPath}/{GraphVersion}");

    /// <summary>What <c>Athera:Twilio:ApiUrl</c> is set to.</summary>
    public Uri TwilioUrl => new(Url, LabHosting.TwilioPath);

    /// <summary>Azure's form of <c>Athera:Model:Endpoint</c>.</summary>
    public Uri AzureModelUrl => new(Url, LabHosting.ModelPath);

    /// <summary>OpenAI's form of <c>Athera:Model:Endpoint</c>.</summary>
    public Uri OpenAiModelUrl => new(Url, $"{LabHosting.ModelPath}/v1");

    /// <summary>Starts on a free port of 127.0.0.1.</summary>
    /// <param name="options">The accounts its page writes to; none unless given.</param>
    /// <param name="time">The providers' clock; the system's unless given.</param>
    /// <param name="cancellation">Gives up the start.</param>
    public static async Task<LabServer> StartAsync(
        LabOptions? options = null, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore().AddLogging(logging => logging.ClearProviders());
        // A test does not wait for connections its client keeps open.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        builder.Services.AddSingleton(time ?? TimeProvider.System).AddLab(options ?? new LabOptions());
        var app = builder.Build();
        app.MapLab();
        await app.StartAsync(cancellation);
        return new LabServer(app);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
