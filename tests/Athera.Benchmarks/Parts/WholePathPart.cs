using System.Diagnostics;
using Athera.Benchmarks.Graph;
using Athera.Benchmarks.Load;
using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Parts;

/// <summary>From a customer's message to the reply at the Graph API, and until its outcome is stored.</summary>
internal static class WholePathPart
{
    /// <summary>More than either program answers in a second here.</summary>
    private const int MostPerSecond = 6_000;

    /// <summary>When the last reply has arrived, its outcome is still to be stored.</summary>
    private static readonly TimeSpan Tail = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan SettleDeadline = TimeSpan.FromSeconds(20);

    private static readonly string[] Notes =
    [
        "Closed loop: a customer writes again when the reply has arrived; all customers are known. Times run to that arrival; then the",
        "outcome of the send is stored, which counts into the processor time; after each round all outcomes are found stored.",
        "Athera: the offline model, settleMs 0. plain: a model that answers at once; insert, history, insert, send, update,",
        "each its own commit, all of it in the request before the 200.",
    ];

    public static async Task<Comparison> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
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
        return new Comparison($"whole path, {options.InFlight} in flight", Notes, "Athera", "plain", atheras, plains);
    }

    private sealed class Contender(
        Side side, Func<Task<long>> settled, FakeGraph graph, Webhooks webhooks, BenchmarkOptions options,
        CancellationToken cancellation)
    {
        private readonly Talk _talk = new(side.Port, graph, webhooks, options.Talkers, cancellation);
        private long _expected;

        // Every customer writes once, which makes the conversation; then it runs until its code is compiled for good.
        public async Task WarmUpAsync()
        {
            _expected += (await _talk.AllOnceAsync(options.InFlight)).Count;
            await SettleAsync();
            await RunAsync(TimeSpan.FromSeconds(options.WarmUp));
        }

        public Task<Round> RunAsync() => RunAsync(TimeSpan.FromSeconds(options.Seconds));

        private async Task<Round> RunAsync(TimeSpan length)
        {
            var most = (int)Math.Ceiling(length.TotalSeconds * MostPerSecond / options.InFlight);
            var round = await side.MeasureAsync(() => _talk.RunAsync(options.InFlight, length, most), Tail);
            _expected += round.Messages;
            await SettleAsync();
            return round;
        }

        private async Task SettleAsync()
        {
            var started = Stopwatch.GetTimestamp();
            while (await settled() is var stored && stored != _expected)
            {
                if (stored > _expected || Stopwatch.GetElapsedTime(started) > SettleDeadline)
                    throw new BenchmarkException($"{_expected} replies were sent, and the outcome of {stored} is stored.");
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
            }
        }
    }
}
