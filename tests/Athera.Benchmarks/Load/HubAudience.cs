using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace Athera.Benchmarks.Load;

/// <summary>Clients of a hub, each of whom notes when it was told something.</summary>
internal sealed class HubAudience : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<HubConnection> _clients = [];
    private TaskCompletionSource _everybody = new();
    private List<long> _heard = [];

    /// <summary>Connects clients.</summary>
    /// <param name="hub">Where.</param>
    /// <param name="key">What they show; left out, nothing, and then they need not subscribe either.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<HubAudience> ConnectAsync(Uri hub, string? key, int count, CancellationToken cancellation)
    {
        var audience = new HubAudience();
        for (var i = 0; i < count; i++)
            audience._clients.Add(audience.Client(hub, key));
        await Parallel.ForEachAsync(audience._clients, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (client, _) =>
        {
            await client.StartAsync(cancellation);
            if (key is not null)
                await client.InvokeAsync<long>("Subscribe", null, null, cancellation);
        });
        return audience;
    }

    /// <summary>How long after <paramref name="cause"/> began each client was told.</summary>
    public async Task<List<TimeSpan>> HearAsync(Func<Task> cause)
    {
        lock (_clients)
            (_heard, _everybody) = (new List<long>(_clients.Count), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var began = Stopwatch.GetTimestamp();
        await cause();
        try
        {
            await _everybody.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new BenchmarkException($"{_heard.Count} of {_clients.Count} clients were told within {Patience.TotalSeconds} s.");
        }
        return [.. _heard.Select(at => Stopwatch.GetElapsedTime(began, at))];
    }

    public async ValueTask DisposeAsync() =>
        await Parallel.ForEachAsync(_clients, async (client, _) => await client.DisposeAsync());

    private HubConnection Client(Uri hub, string? key)
    {
        var client = new HubConnectionBuilder()
            .WithUrl(hub, options => options.AccessTokenProvider = key is null ? null : () => Task.FromResult<string?>(key))
            .Build();
        client.On<JsonElement>("Events", _ => Note());
        return client;
    }

    private void Note()
    {
        var now = Stopwatch.GetTimestamp();
        lock (_clients)
        {
            if (_heard.Count == _clients.Count)
                return; // One message may come as two events.
            _heard.Add(now);
            if (_heard.Count == _clients.Count)
                _everybody.TrySetResult();
        }
    }
}
