using Athera.Benchmarks.Graph;
using Athera.Benchmarks.Load;
using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Parts;

/// <summary>From a customer's message to the reply at the Graph API, and until its outcome is stored.</summary>
internal static class WholePathPart
{
    private static readonly string[] Notes =
    [
        "Closed loop: a customer writes again when the reply has arrived; all customers are known. Times run to that arrival; then the",
        "outcome of the send is stored, which counts into the processor time; after each round all outcomes are found stored.",
        "Athera: the offline model, settleMs 0. plain: a model that answers at once; insert, history, insert, send, update,",
        "each its own commit, all of it in the request before the 200.",
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
        List<Round> atheras = [], plains = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            atheras.Add(await first.RunAsync());
            plains.Add(await second.RunAsync());
        }
        return [Comparison.OfRounds($"whole path, {options.InFlight} in flight", Notes, "Athera", "plain", atheras, plains)];
    }
}
