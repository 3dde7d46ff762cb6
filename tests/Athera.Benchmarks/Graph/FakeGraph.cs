using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Athera.Benchmarks.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Athera.Benchmarks.Graph;

/// <summary>
/// As much of the Graph API as takes a message: it answers at once, remembers who was written to, and never reports a status. It
/// stands in the process of the load, so that its work is not counted as that of the measured programs.
/// </summary>
internal sealed class FakeGraph : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<long>> _expected = new();
    private readonly ConcurrentQueue<long> _arrivals = new();
    private readonly WebApplication _app;
    private volatile TaskCompletionSource? _held;
    private long _taken;

    private FakeGraph()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    /// <summary>Messages taken.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Where it answers, with a version as the real one has.</summary>
    public string Url => $"{_app.Urls.First().TrimEnd('/')}/v23.0";

    public static async Task<FakeGraph> StartAsync(CancellationToken cancellation)
    {
        var graph = new FakeGraph();
        await graph._app.StartAsync(cancellation);
        return graph;
    }

    /// <summary>When the next message to a customer arrives, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public Task<long> Expect(int customer)
    {
        var arrival = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _expected.TryAdd(customer, arrival)
            ? arrival.Task
            : throw new BenchmarkException("A customer waits for two replies at once.");
    }

    /// <summary>Leaves calls unanswered from now on.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers those and all to come.</summary>
    public void Release()
    {
        _held?.SetResult();
        _held = null;
    }

    /// <summary>When each message arrived, in order, once so many have.</summary>
    public async Task<IReadOnlyList<long>> ArrivalsAsync(long count, TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        while (_arrivals.Count < count)
        {
            if (Stopwatch.GetElapsedTime(began) > patience)
                throw new BenchmarkException($"{_arrivals.Count} of {count} messages arrived within {patience.TotalSeconds} s.");
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
        return [.. _arrivals];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        // A read mark or a typing indicator comes to the same address and names nobody.
        if (await RecipientAsync(context.Request) is not { } recipient)
            return;
        var customer = Webhooks.CustomerOf(Encoding.ASCII.GetBytes(recipient));
        if (_held is { } held)
            await held.Task.WaitAsync(context.RequestAborted);
        var number = Interlocked.Increment(ref _taken);
        _arrivals.Enqueue(Stopwatch.GetTimestamp());
        if (_expected.TryRemove(customer, out var arrival))
            arrival.SetResult(Stopwatch.GetTimestamp());
        var to = Webhooks.NumberOf(customer);
        var answer = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"messaging_product":"whatsapp","contacts":[{"input":"{{{to}}}","wa_id":"{{{to}}}"}],"messages":[{"id":"wamid.benchmark-reply-{{{number:D12}}}"}]}
            """));
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }

    private static async Task<string?> RecipientAsync(HttpRequest request)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync();
            if (read.IsCompleted)
            {
                using var json = System.Text.Json.JsonDocument.Parse(read.Buffer);
                var to = json.RootElement.TryGetProperty("to"u8, out var named) ? named.GetString()!.TrimStart('+') : null;
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return to;
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
