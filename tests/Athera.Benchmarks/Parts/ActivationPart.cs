using Athera.Benchmarks.Load;
using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Parts;

/// <summary>What the first message to a conversation costs that nobody has asked for since the process started.</summary>
internal static class ActivationPart
{
    private const int PerRound = 500, Warm = 2_000, Connections = 8;

    private static readonly string[] Notes =
    [
        "Acceptance over 8 connections. cold: the process was started anew, so the identity, the contact's key and the conversation are read",
        "from the databases. warm: the next message of the same 500 customers. The code is compiled: others have written before.",
    ];

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        await using var database = await Database.StartAsync();
        await using var athera = await AtheraServer.StartAsync(database.AtheraConnection, null, cancellation);
        await athera.SetAgentAsync(enabled: false, cancellation);
        var webhooks = new Webhooks();
        var all = Warm + (PerRound * options.Rounds);
        await new Rush([athera.Port], webhooks.Write(all * 2, i => i % all), cancellation).RunAsync(64);
        await athera.RestartAsync(cancellation);
        var side = new Side(athera.Port, athera.ProcessId, database.ProcessId);
        await new Rush(side.Ports, webhooks.Write(Warm * 20, i => i % Warm), cancellation).RunAsync(Connections);
        List<Round> colds = [], warms = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            var first = Warm + (round * PerRound);
            colds.Add(await EachAsync(first));
            warms.Add(await EachAsync(first));
        }
        return [Comparison.OfRounds("first message after a start", Notes, "cold", "warm", colds, warms)];

        Task<Round> EachAsync(int first) =>
            side.RushAsync(webhooks.Write(PerRound, i => first + i), Connections, TimeSpan.MaxValue, cancellation);
    }
}
