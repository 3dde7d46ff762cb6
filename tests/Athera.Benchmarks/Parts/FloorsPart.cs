using Athera.Benchmarks.Floors;
using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Parts;

/// <summary>Acceptance beside what cannot be had for less: the same requests, to a server that does one thing of it.</summary>
internal static class FloorsPart
{
    private static readonly (FloorKind Kind, string Note)[] Floors =
    [
        (FloorKind.GroupCommit, "group commit: signature checked, JSON parsed, messages of all requests stored together by one INSERT; aim: at least 0.60."),
        (FloorKind.Signature, "signature: Kestrel and the check of the signature, nothing stored."),
        (FloorKind.GrainCall, "grain call: signature checked, one call to an empty grain for each customer, nothing stored."),
    ];

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        var connections = options.Connections.Max();
        var comparisons = new List<Comparison>();
        foreach (var (kind, note) in Floors)
        {
            await using var database = await Database.StartAsync();
            await using var athera = await AtheraServer.StartAsync(database.AtheraConnection, null, cancellation);
            await using var floor = await FloorProgram.StartAsync(kind, database.PlainConnection, null, cancellation);
            await athera.SetAgentAsync(enabled: false, cancellation);
            var contest = new Contest(
                new Side(athera.Port, athera.ProcessId, database.ProcessId), new Side(floor.Port, floor.Id, database.ProcessId),
                options, cancellation);
            await contest.WarmUpAsync();
            var (atheras, floors) = await contest.RunAsync(connections);
            comparisons.Add(Comparison.OfRounds(
                $"accept beside its floor, {connections} connections", [note], "Athera", FloorProgram.NameOf(kind), atheras, floors));
        }
        return comparisons;
    }
}
