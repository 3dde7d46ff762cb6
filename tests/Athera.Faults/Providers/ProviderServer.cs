using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Athera.FaultRuns.Providers;

/// <summary>
/// Meta, Twilio and the model as the silos meet them. The lab's own servers remember every call as a tree of JSON, which is what a
/// developer wants and costs more processor time than a silo's whole work on a message; these remember numbers. Each silo has
/// addresses of its own, so that it is known who calls.
/// </summary>
internal sealed class ProviderServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GraphDesk _graph;
    private readonly TwilioDesk _twilio;
    private readonly ModelDesk _model;

    private ProviderServer(WebApplication app, GraphDesk graph, TwilioDesk twilio, ModelDesk model)
    {
        (_app, _graph, _twilio, _model) = (app, graph, twilio, model);
        app.Run(ServeAsync);
    }

    /// <summary>The Graph API for a silo.</summary>
    public string GraphUrl(int silo) => $"{Url}/{silo}/graph/v23.0";

    /// <summary>Twilio for a silo.</summary>
    public string TwilioUrl(int silo) => $"{Url}/{silo}/twilio";

    /// <summary>The model for a silo, as an OpenAI endpoint.</summary>
    public string ModelUrl(int silo) => $"{Url}/{silo}/model/v1";

    private string Url => _app.Urls.First().TrimEnd('/');

    public static async Task<ProviderServer> StartAsync(GraphDesk graph, TwilioDesk twilio, ModelDesk model, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddLogging(logging => logging.ClearProviders());
        // Signals are the program's to answer, not its web server's.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        var server = new ProviderServer(builder.Build(), graph, twilio, model);
        await server._app.StartAsync(cancellation);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/', 4); // "", the silo, the provider, the rest
        try
        {
            var silo = int.Parse(path[1], System.Globalization.CultureInfo.InvariantCulture);
            await (path[2] switch
            {
                "graph" => _graph.ServeAsync(context, silo, path[3]),
                "twilio" => _twilio.ServeAsync(context, silo, path[3]),
                _ => _model.ServeAsync(context, silo),
            });
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or BadHttpRequestException)
        {
            context.Abort(); // The silo let go, or was killed.
        }
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
