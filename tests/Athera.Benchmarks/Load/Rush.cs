using System.Diagnostics;

namespace Athera.Benchmarks.Load;

/// <summary>
/// A closed loop over a number of connections: each sends its next request as soon as the one before was answered, until the time
/// is over or the requests are. Every answer has to be 200.
/// </summary>
internal sealed class Rush(IReadOnlyList<int> ports, IReadOnlyList<ReadOnlyMemory<byte>> requests, CancellationToken cancellation)
{
    private int _next = -1;

    /// <summary>Runs the loop.</summary>
    /// <param name="connections">How many connections.</param>
    /// <param name="limit">After this no request is begun; left out, all of them are sent.</param>
    public async Task<Sample> RunAsync(int connections, TimeSpan? limit = null)
    {
        var open = await Task.WhenAll(Enumerable.Range(0, connections)
            .Select(number => LoadConnection.OpenAsync(ports[number % ports.Count], cancellation)));
        try
        {
            var started = Stopwatch.GetTimestamp();
            var latencies = await Task.WhenAll(open.Select(connection => Task.Run(
                () => WorkAsync(connection, started, limit ?? TimeSpan.MaxValue), cancellation)));
            return Sample.Of(Stopwatch.GetElapsedTime(started), latencies);
        }
        finally
        {
            foreach (var connection in open)
                connection.Dispose();
        }
    }

    private async Task<List<TimeSpan>> WorkAsync(LoadConnection connection, long started, TimeSpan limit)
    {
        var latencies = new List<TimeSpan>(1024);
        while (Stopwatch.GetElapsedTime(started) < limit)
        {
            var index = Interlocked.Increment(ref _next);
            if (index >= requests.Count)
                break;
            var sent = Stopwatch.GetTimestamp();
            var status = await connection.SendAsync(requests[index], cancellation);
            latencies.Add(Stopwatch.GetElapsedTime(sent));
            if (status != 200)
                throw new BenchmarkException($"A webhook was answered with {status}.");
        }
        return latencies;
    }
}
