using Athera.Benchmarks.Load;
using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Parts;

/// <summary>Webhooks accepted: proven, read, committed, answered 200.</summary>
internal static class AcceptPart
{
    private const int WarmUpConnections = 64;

    /// <summary>More than either program accepts in a second here; a round that runs out of requests only ends early.</summary>
    private const int MostPerSecond = 20_000;

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
        await contest.WarmUpAsync(WarmUpConnections);
        var comparisons = new List<Comparison>();
        foreach (var connections in options.Connections)
            comparisons.Add(await contest.RunAsync(connections));
        return comparisons;
    }

    private sealed class Contest(Side athera, Side plain, BenchmarkOptions options, CancellationToken cancellation)
    {
        private readonly Webhooks _webhooks = new();
        private readonly TimeSpan _length = TimeSpan.FromSeconds(options.Seconds);

        // Every customer writes once, which makes the conversation; then both run until their code is compiled for good.
        public async Task WarmUpAsync(int connections)
        {
            var first = _webhooks.Write(options.Identities, i => i);
            var more = _webhooks.Write((int)(options.WarmUp * MostPerSecond), i => i % options.Identities);
            foreach (var side in new[] { athera, plain })
            {
                await new Rush(side.Port, first, cancellation).RunAsync(connections);
                await new Rush(side.Port, more, cancellation).RunAsync(connections, TimeSpan.FromSeconds(options.WarmUp));
            }
        }

        public async Task<Comparison> RunAsync(int connections)
        {
            List<Round> atheras = [], plains = [];
            for (var round = 0; round < options.Rounds; round++)
            {
                // The same bytes for both: each has a database of its own.
                var requests = _webhooks.Write((int)(options.Seconds * MostPerSecond), i => i % options.Identities);
                atheras.Add(await RoundAsync(athera, requests, connections));
                plains.Add(await RoundAsync(plain, requests, connections));
            }
            return new Comparison($"accept, {connections} connections", Notes, "Athera", "plain", atheras, plains);
        }

        private Task<Round> RoundAsync(Side side, ReadOnlyMemory<byte>[] requests, int connections) =>
            side.MeasureAsync(() => new Rush(side.Port, requests, cancellation).RunAsync(connections, _length));
    }
}
