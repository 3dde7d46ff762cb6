using Athera.Benchmarks.Graph;
using Athera.Benchmarks.Load;
using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Parts;

/// <summary>How long a customer waits for a reply when the machine is half busy.</summary>
internal static class LatencyPart
{
    private static readonly string[] Notes =
    [
        "Open loop: both at half of what Athera answered in a second of its warm-up with all customers in flight; aim: p99 at most 100 ms.",
        "Times run from the moment a message is due to the reply's arrival. Model, program and database as in the whole path.",
    ];

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        await using var graph = await FakeGraph.StartAsync(cancellation);
        await using var database = await Database.StartAsync();
        await using var athera = await AtheraServer.StartAsync(database.AtheraConnection, graph.Url, cancellation);
        await using var plain = await PlainProgram.StartAsync(
            database.PlainConnection, options.PlainConnections, graph.Url, cancellation);
        await athera.SetAgentAsync(enabled: true, cancellation);
        var webhooks = new Webhooks();
        var first = new Contender(
            new Side(athera.Port, athera.ProcessId, database.ProcessId), database.AtheraSettledAsync, graph, webhooks, options, cancellation);
        var second = new Contender(
            new Side(plain.Port, plain.Id, database.ProcessId), database.PlainSettledAsync, graph, webhooks, options, cancellation);
        await first.WarmUpAsync();
        await second.WarmUpAsync();
        var half = (await first.RunAsync()).PerSecond / 2;
        List<Round> atheras = [], plains = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            atheras.Add(await first.RunSteadilyAsync(half));
            plains.Add(await second.RunSteadilyAsync(half));
        }
        return [Comparison.OfRounds("webhook to reply at half load", Notes, "Athera", "plain", atheras, plains)];
    }
}
