using System.Collections.Concurrent;
using System.Net;
using Athera.Lab.Ledgers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Athera.Tests.Lab;

/// <summary>A request as it reached the product.</summary>
internal sealed record Arrival(long Sequence, string Target, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public Dictionary<string, string> Form => QueryHelpers.ParseQuery(Text).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
}

/// <summary>The product as a provider sees it: takes any POST, remembers it, and answers as it was told.</summary>
internal sealed class FrontDoor : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<int> answers = new();

    private FrontDoor(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.Single());

    public Ledger<Arrival> Arrivals { get; } = new(1000);

    public (string ContentType, string Body) Words { get; set; } = ("text/xml", "<Response/>");

    /// <summary>The status while nothing else was asked for.</summary>
    public int Usually { get; set; } = 200;

    public static async Task<FrontDoor> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var door = new FrontDoor(app);
        app.MapPost("{**path}", door.AnswerAsync);
        await app.StartAsync();
        return door;
    }

    public void AnswerNext(params int[] statuses)
    {
        foreach (var status in statuses) answers.Enqueue(status);
    }

    public Task<IReadOnlyList<Arrival>> WaitForAsync(int count, string containing = "") =>
        Arrivals.WaitForAsync(count, arrival => arrival.Text.Contains(containing, StringComparison.Ordinal), Soon.Enough);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var headers = context.Request.Headers.ToDictionary(
            pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Arrivals.Add(sequence => new Arrival(sequence, target, body.ToArray(), headers));
        context.Response.StatusCode = answers.TryDequeue(out var status) ? status : Usually;
        if (context.Response.StatusCode == 204) return;
        context.Response.ContentType = Words.ContentType;
        await context.Response.WriteAsync(Words.Body);
    }
}
