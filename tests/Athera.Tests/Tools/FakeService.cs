using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Athera.Tests.Tools;

/// <summary>A tenant's service on a real socket. It keeps to one effect for one idempotency key, as a good one does.</summary>
internal sealed class FakeService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Asked> _asked = [];
    private readonly ConcurrentDictionary<string, string> _effects = new();

    private FakeService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public string Url => _app.Urls.Single();

    /// <summary>What came in.</summary>
    public IReadOnlyList<Asked> Requests => [.. _asked];

    /// <summary>What was done, by idempotency key.</summary>
    public IReadOnlyDictionary<string, string> Effects => _effects;

    /// <summary>How it answers, once the effect is had.</summary>
    public Func<HttpContext, Task> Answers { get; set; } = context => SayAsync(context, "application/json", """{"ok":true}""");

    public static async Task<FakeService> StartAsync()
    {
        var service = new FakeService();
        await service._app.StartAsync();
        return service;
    }

    public static Task SayAsync(HttpContext context, string type, string text, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text);
    }

    public static Task SayStatusAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>Says nothing until the caller has gone.</summary>
    public static async Task HangAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(() => gone.TrySetResult());
        await gone.Task;
    }

    /// <summary>Breaks the connection.</summary>
    public static Task BreakAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Sends more than anybody wants.</summary>
    public static async Task PourAsync(HttpContext context, string type, int bytes)
    {
        context.Response.ContentType = type;
        var piece = new byte[64 * 1024];
        Array.Fill(piece, (byte)'x');
        for (var sent = 0; sent < bytes && !context.RequestAborted.IsCancellationRequested; sent += piece.Length)
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var asked = new Asked(
            context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), await reader.ReadToEndAsync());
        _asked.Enqueue(asked);
        if (asked.Method != "GET" && asked.Headers.TryGetValue("Idempotency-Key", out var key))
            _effects.TryAdd(key, asked.Body);
        await Answers(context);
    }
}

/// <summary>A request as it came in.</summary>
internal sealed record Asked(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
