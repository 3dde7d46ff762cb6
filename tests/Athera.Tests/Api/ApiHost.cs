using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Athera.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Athera.Tests.Api;

/// <summary>The API on a real port, with a fake silo behind it.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ApiHost(WebApplication app, FakeGrains grains)
    {
        _app = app;
        Grains = grains;
        Address = new Uri(app.Urls.First());
    }

    public FakeGrains Grains { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<ApiHost> Start(
        Action<IServiceCollection>? services = null, Dictionary<string, string?>? settings = null, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        var grains = new FakeGrains();
        builder.Services.AddSingleton<IGrainFactory>(grains);
        builder.Services.AddAtheraApi(builder.Configuration);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapAtheraApi();
        map?.Invoke(app);
        await app.StartAsync();
        return new ApiHost(app, grains);
    }

    /// <summary>A client that shows a key, or none.</summary>
    public HttpClient Client(string? key = null)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>One API for tests that leave nothing behind.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private ApiHost? _host;

    internal ApiHost Host => _host ?? throw new InvalidOperationException("The fixture has not been started.");

    public async ValueTask InitializeAsync() => _host = await ApiHost.Start();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

internal static class HttpTalk
{
    public static async Task<JsonElement> Json(this HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public static Task<HttpResponseMessage> Post(this HttpClient client, string path, string json, string? idempotencyKey = null) =>
        client.Talk(HttpMethod.Post, path, json, idempotencyKey);

    public static Task<HttpResponseMessage> Talk(this HttpClient client, HttpMethod method, string path, string json, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return client.SendAsync(request);
    }
}
