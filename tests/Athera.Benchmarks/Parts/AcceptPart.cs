using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Parts;

/// <summary>Webhooks accepted: proven, read, committed, answered 200.</summary>
internal static class AcceptPart
{
    private static readonly string[] Notes =
    [
        "Every answer was 200. Athera's agent is switched off, so that only acceptance is measured; all customers are known.",
        "plain: minimal API, signature checked, JSON parsed, one INSERT and commit per message.",
    ];

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        await using var database = await Database.StartAsync();
        await using var athera = await AtheraServer.StartAsync(database.AtheraConnection, null, cancellation);
        await using var plain = await PlainProgram.StartAsync(
            database.PlainConnection, options.PlainConnections, null, cancellation);
        await athera.SetAgentAsync(enabled: false, cancellation);
        var contest = new Contest(
            new Side(athera.Port, athera.ProcessId, database.ProcessId), new Side(plain.Port, plain.Id, database.ProcessId),
            options, cancellation);
        await contest.WarmUpAsync();
        var comparisons = new List<Comparison>();
        foreach (var connections in options.Connections)
        {
            var (atheras, plains) = await contest.RunAsync(connections);
            comparisons.Add(Comparison.OfRounds($"accept, {connections} connections", Notes, "Athera", "plain", atheras, plains));
        }
        return comparisons;
    }
}
