using Athera.Benchmarks.Load;
using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Parts;

/// <summary>What a message costs at the end of a long conversation, beside one at the end of a short one.</summary>
internal static class LengthPart
{
    private const int LongLength = 10_000, ShortLength = 10, MessagesPerRound = 300, Connections = 8, RoundsPerPair = 4;
    private const int LongCustomer = 0;

    private static readonly string[] Notes =
    [
        "Messages accepted by Athera, agent off, all of a round for one conversation over 8 connections; aim: at least 0.91,",
        "which is a cost of at most 1.1. Every round of the short side is a conversation of its own that begins with 10 messages.",
    ];

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        await using var database = await Database.StartAsync();
        await using var athera = await AtheraServer.StartAsync(database.AtheraConnection, null, cancellation);
        await athera.SetAgentAsync(enabled: false, cancellation);
        var side = new Side(athera.Port, athera.ProcessId, database.ProcessId);
        var webhooks = new Webhooks();
        await WriteAsync(LongCustomer, LongLength, 64);

        List<Round> longs = [], shorts = [];
        // Rounds are short, lest the short conversation be one no more; so there are more of them.
        for (var round = 1; round <= options.Rounds * RoundsPerPair; round++)
        {
            await WriteAsync(round, ShortLength, 1);
            longs.Add(await side.MeasureAsync(() => WriteAsync(LongCustomer, MessagesPerRound, Connections)));
            shorts.Add(await side.MeasureAsync(() => WriteAsync(round, MessagesPerRound, Connections)));
        }
        return [Comparison.OfRounds("length of a conversation", Notes, "10,000", "10", longs, shorts)];

        Task<Sample> WriteAsync(int customer, int messages, int connections) =>
            new Rush(side.Ports, webhooks.Write(messages, _ => customer), cancellation).RunAsync(connections);
    }
}
