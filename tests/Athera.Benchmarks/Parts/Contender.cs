using System.Diagnostics;
using Athera.Benchmarks.Graph;
using Athera.Benchmarks.Load;
using Athera.Benchmarks.Report;

namespace Athera.Benchmarks.Parts;

/// <summary>A program that answers customers. After each round the outcomes of all its sends are found stored.</summary>
/// <param name="side">The program.</param>
/// <param name="settled">How many sends' outcomes are stored.</param>
/// <param name="graph">Where it sends.</param>
/// <param name="webhooks">Writes what the customers say.</param>
/// <param name="options">How much.</param>
/// <param name="cancellation">Gives up.</param>
internal sealed class Contender(
    Side side, Func<Task<long>> settled, FakeGraph graph, Webhooks webhooks, BenchmarkOptions options, CancellationToken cancellation)
{
    /// <summary>More than either program answers in a second here.</summary>
    private const int MostPerSecond = 6_000;

    /// <summary>When the last reply has arrived, its outcome is still to be stored.</summary>
    private static readonly TimeSpan Tail = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan SettleDeadline = TimeSpan.FromSeconds(20);

    private readonly Talk _talk = new(side.Port, graph, webhooks, options.Talkers, cancellation);
    private readonly SteadyTalk _steadyTalk = new(side.Port, graph, webhooks, options.Talkers, cancellation);
    private long _expected;

    // Every customer writes once, which makes the conversation; then it runs until its code is compiled for good.
    public async Task<Round> WarmUpAsync()
    {
        _expected += (await _talk.AllOnceAsync(options.InFlight)).Count;
        await SettleAsync();
        return await RunAsync(TimeSpan.FromSeconds(options.WarmUp));
    }

    /// <summary>As many as it can, so many customers at a time.</summary>
    public Task<Round> RunAsync() => RunAsync(TimeSpan.FromSeconds(options.Seconds));

    /// <summary>So many a second, whatever it can.</summary>
    public async Task<Round> RunSteadilyAsync(double perSecond)
    {
        var round = await side.MeasureAsync(() => _steadyTalk.RunAsync(perSecond, TimeSpan.FromSeconds(options.Seconds)), Tail);
        return await SettledAsync(round);
    }

    private async Task<Round> RunAsync(TimeSpan length)
    {
        var most = (int)Math.Ceiling(length.TotalSeconds * MostPerSecond / options.InFlight);
        return await SettledAsync(await side.MeasureAsync(() => _talk.RunAsync(options.InFlight, length, most), Tail));
    }

    private async Task<Round> SettledAsync(Round round)
    {
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
