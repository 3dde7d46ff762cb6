using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Athera.Tests.Channels;

/// <summary>A provider's API that answers every call the same way, over a real socket: what is tested is what the network does.</summary>
internal sealed class StubProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Call> _calls = [];
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StubProvider(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var request = context.Request;
            _calls.Enqueue(new Call(
                request.Path, request.Headers.Authorization.ToString(), request.ContentType, await reader.ReadToEndAsync()));
            _called.TrySetResult();
            await answer(context);
        });
    }

    public string Url => _app.Urls.Single();

    public IReadOnlyList<Call> Calls => [.. _calls];

    /// <summary>Completes when the first call has come in whole.</summary>
    public Task Called => _called.Task;

    public static Task<StubProvider> Answering(
        int status, string body, string contentType = "application/json", string? retryAfter = null) =>
        Start(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            context.Response.Headers.RetryAfter = retryAfter;
            await context.Response.WriteAsync(body);
        });

    /// <summary>Takes the call and says nothing until the caller gives up.</summary>
    public static Task<StubProvider> Silent() => Start(async context =>
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    });

    /// <summary>Takes the call and breaks the connection.</summary>
    public static Task<StubProvider> Breaking() => Start(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Takes the call, answers with a status and half a body, and breaks the connection.</summary>
    public static Task<StubProvider> BreakingAfterHeaders(int status) => Start(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 100;
        await context.Response.WriteAsync("{\"messages\":");
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    /// <summary>An address where nobody listens.</summary>
    public static string Nobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    public static async Task<StubProvider> Start(Func<HttpContext, Task> answer)
    {
        var provider = new StubProvider(answer);
        await provider._app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>A call as it came in.</summary>
    public sealed record Call(string Path, string Authorization, string? ContentType, string Body);
}
