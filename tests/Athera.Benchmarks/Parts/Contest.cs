using Athera.Benchmarks.Load;
using Athera.Benchmarks.Report;

namespace Athera.Benchmarks.Parts;

/// <summary>Two programs that take webhooks in, as many as they can, in turn.</summary>
internal sealed class Contest(Side first, Side second, BenchmarkOptions options, CancellationToken cancellation)
{
    private const int WarmUpConnections = 64;

    /// <summary>More than any of the programs takes in a second here; a round that runs out of requests only ends early.</summary>
    private const int MostPerSecond = 20_000;

    private readonly Webhooks _webhooks = new();

    // Every customer writes once, which makes the conversation; then both run until their code is compiled for good.
    public async Task WarmUpAsync()
    {
        var each = _webhooks.Write(options.Identities, i => i);
        var more = Requests(options.WarmUp);
        foreach (var side in new[] { first, second })
        {
            await new Rush(side.Ports, each, cancellation).RunAsync(WarmUpConnections);
            await new Rush(side.Ports, more, cancellation).RunAsync(WarmUpConnections, TimeSpan.FromSeconds(options.WarmUp));
        }
    }

    public async Task<(List<Round> First, List<Round> Second)> RunAsync(int connections)
    {
        List<Round> firsts = [], seconds = [];
        var length = TimeSpan.FromSeconds(options.Seconds);
        for (var round = 0; round < options.Rounds; round++)
        {
            // The same bytes for both: each has a database of its own, or none.
            var requests = Requests(options.Seconds);
            firsts.Add(await first.RushAsync(requests, connections, length, cancellation));
            seconds.Add(await second.RushAsync(requests, connections, length, cancellation));
        }
        return (firsts, seconds);
    }

    private ReadOnlyMemory<byte>[] Requests(double seconds) =>
        _webhooks.Write((int)(seconds * MostPerSecond), i => i % options.Identities);
}
