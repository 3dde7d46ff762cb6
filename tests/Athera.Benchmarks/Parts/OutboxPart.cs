using System.Diagnostics;
using System.Globalization;
using Athera.Benchmarks.Floors;
using Athera.Benchmarks.Graph;
using Athera.Benchmarks.Load;
using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Parts;

/// <summary>How quickly waiting replies go out when a provider that hung answers again.</summary>
internal static class OutboxPart
{
    private const int Waiting = 2_000, Connections = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Notes =
    [
        "2,000 replies of 2,000 conversations wait behind 64 calls that hang; timed from the moment the calls are answered until the last arrived.",
        "plain: as many rows, 64 calls at once, each outcome an UPDATE and a commit of its own.",
    ];

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        await using var graph = await FakeGraph.StartAsync(cancellation);
        await using var database = await Database.StartAsync();
        await using var athera = await AtheraServer.StartAsync(database.AtheraConnection, graph.Url, cancellation);
        await using var plain = await FloorProgram.StartAsync(FloorKind.Drain, database.PlainConnection, graph.Url, cancellation);
        await athera.SetAgentAsync(enabled: true, cancellation);
        var webhooks = new Webhooks();
        var first = new Side(athera.Port, athera.ProcessId, database.ProcessId);
        var second = new Side(plain.Port, plain.Id, database.ProcessId);
        using var http = new HttpClient { BaseAddress = plain.Address, Timeout = Patience };
        List<Round> atheras = [], plains = [];
        // The first round makes the conversations and warms the code; it does not count.
        for (var round = 0; round <= options.Rounds; round++)
        {
            graph.Hold();
            await new Rush(first.Ports, webhooks.Write(Waiting, i => i), cancellation).RunAsync(Connections);
            await UntilAsync(database.AtheraQueuedAsync, (round + 1) * Waiting, cancellation);
            atheras.Add(await first.MeasureAsync(() => DrainAsync(graph, () => graph.Release())));
            await UntilAsync(database.AtheraSettledAsync, (round + 1) * Waiting, cancellation);
            await PostAsync($"/fill/{Waiting.ToString(CultureInfo.InvariantCulture)}");
            plains.Add(await second.MeasureAsync(() => DrainAsync(graph, () => _ = PostAsync("/drain"))));
            await UntilAsync(database.PlainSettledAsync, (round + 1) * Waiting, cancellation);
        }
        return [Comparison.OfRounds("outbox of one account", Notes, "Athera", "plain", atheras[1..], plains[1..])];

        async Task PostAsync(string path) => (await http.PostAsync(path, null, cancellation)).EnsureSuccessStatusCode();
    }

    private static async Task<Sample> DrainAsync(FakeGraph graph, Action begin)
    {
        var taken = graph.Taken;
        var started = Stopwatch.GetTimestamp();
        begin();
        var arrivals = await graph.ArrivalsAsync(taken + Waiting, Patience);
        var latencies = arrivals.TakeLast(Waiting).Select(at => Stopwatch.GetElapsedTime(started, at)).ToList();
        return Sample.Of(latencies.Max(), [latencies]);
    }

    private static async Task UntilAsync(Func<Task<long>> stored, long expected, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (await stored() is var count && count < expected)
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new BenchmarkException($"{expected} replies should be stored, and {count} are.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
        }
    }
}
