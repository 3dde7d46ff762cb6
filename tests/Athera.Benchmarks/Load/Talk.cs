using System.Diagnostics;
using Athera.Benchmarks.Graph;

namespace Athera.Benchmarks.Load;

/// <summary>
/// A closed loop over whole conversations: as many customers as are in flight, each of whom writes again only when the reply has
/// arrived at the Graph API. What is timed is the way from the webhook to that arrival.
/// </summary>
internal sealed class Talk(int port, FakeGraph graph, Webhooks webhooks, int customers, CancellationToken cancellation)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private int _turn;

    /// <summary>Every customer writes once.</summary>
    public Task<Sample> AllOnceAsync(int inFlight) => RunAsync(inFlight, TimeSpan.MaxValue, customers / inFlight);

    /// <summary>Runs the loop for a time.</summary>
    public async Task<Sample> RunAsync(int inFlight, TimeSpan limit, int mostPerSlot)
    {
        // A slot has customers of its own and goes through them in turn; the next round goes on where this one ended.
        var perSlot = customers / inFlight;
        var turn = _turn;
        var slots = Enumerable.Range(0, inFlight).Select(slot =>
            Enumerable.Range(0, mostPerSlot).Select(i => (slot * perSlot) + ((turn + i) % perSlot)).ToArray()).ToArray();
        var requests = Array.ConvertAll(slots, slot => webhooks.Write(slot.Length, i => slot[i]));
        var open = await Task.WhenAll(slots.Select(_ => LoadConnection.OpenAsync(port, cancellation)));
        try
        {
            var started = Stopwatch.GetTimestamp();
            var latencies = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(slot => Task.Run(
                () => WriteAsync(open[slot], slots[slot], requests[slot], started, limit), cancellation)));
            _turn += latencies.Max(one => one.Count);
            return Sample.Of(Stopwatch.GetElapsedTime(started), latencies);
        }
        finally
        {
            foreach (var connection in open)
                connection.Dispose();
        }
    }

    private async Task<List<TimeSpan>> WriteAsync(
        LoadConnection connection, int[] writers, ReadOnlyMemory<byte>[] requests, long started, TimeSpan limit)
    {
        var latencies = new List<TimeSpan>(requests.Length);
        for (var i = 0; i < requests.Length && Stopwatch.GetElapsedTime(started) < limit; i++)
        {
            var reply = graph.Expect(writers[i]);
            var sent = Stopwatch.GetTimestamp();
            var status = await connection.SendAsync(requests[i], cancellation);
            if (status != 200)
                throw new BenchmarkException($"A webhook was answered with {status}.");
            latencies.Add(Stopwatch.GetElapsedTime(sent, await ArrivalAsync(reply)));
        }
        return latencies;
    }

    private async Task<long> ArrivalAsync(Task<long> reply)
    {
        try
        {
            return await reply.WaitAsync(Patience, cancellation);
        }
        catch (TimeoutException)
        {
            throw new BenchmarkException($"A customer got no reply within {Patience.TotalSeconds} s.");
        }
    }
}
