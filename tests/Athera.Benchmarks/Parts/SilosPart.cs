using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Parts;

/// <summary>Two silos of a cluster beside one, on the same machine.</summary>
internal static class SilosPart
{
    private static readonly string[] Notes =
    [
        "Acceptance in cluster mode; webhooks come in at both silos in turn, so half of them are for a conversation on the other.",
        "All share the processors of one machine: above 1 shows that one silo leaves some of them idle, 1 - ratio is the price of the hop.",
    ];

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        var connections = options.Connections.Max();
        await using var pair = await Database.StartAsync();
        await using var alone = await Database.StartAsync();
        await using var first = await AtheraServer.StartAsync(pair.AtheraConnection, null, cancellation, clustered: true);
        await using var second = await first.JoinAsync(cancellation);
        await using var single = await AtheraServer.StartAsync(alone.AtheraConnection, null, cancellation, clustered: true);
        await first.SetAgentAsync(enabled: false, cancellation);
        await single.SetAgentAsync(enabled: false, cancellation);
        var contest = new Contest(
            new Side([first.Port, second.Port], [first.ProcessId, second.ProcessId], pair.ProcessId),
            new Side(single.Port, single.ProcessId, alone.ProcessId),
            options, cancellation);
        await contest.WarmUpAsync();
        var (pairs, alones) = await contest.RunAsync(connections);
        return [Comparison.OfRounds($"two silos, {connections} connections", Notes, "two silos", "one silo", pairs, alones)];
    }
}
