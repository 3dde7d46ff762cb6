using System.Diagnostics;
using System.Threading.Channels;
using Athera.Benchmarks.Graph;

namespace Athera.Benchmarks.Load;

/// <summary>
/// An open loop: customers write at times that are fixed beforehand, whether or not others have their replies. What is timed is the
/// way from the moment a message was due, not from when a tired generator got round to sending it, to the reply's arrival.
/// </summary>
internal sealed class SteadyTalk(int port, FakeGraph graph, Webhooks webhooks, int customers, CancellationToken cancellation)
{
    private const int Connections = 128;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private int _next;

    /// <summary>Runs the loop for a time.</summary>
    public async Task<Sample> RunAsync(double perSecond, TimeSpan length)
    {
        var first = _next;
        var writers = Enumerable.Range(0, (int)(perSecond * length.TotalSeconds)).Select(i => (first + i) % customers).ToArray();
        _next = (first + writers.Length) % customers;
        var requests = webhooks.Write(writers.Length, i => writers[i]);
        var idle = Channel.CreateUnbounded<LoadConnection>();
        for (var i = 0; i < Connections; i++)
            idle.Writer.TryWrite(await LoadConnection.OpenAsync(port, cancellation));
        var under = new Task<TimeSpan>[writers.Length];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < writers.Length; i++)
        {
            var due = TimeSpan.FromSeconds(i / perSecond);
            var early = due - Stopwatch.GetElapsedTime(started);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, cancellation);
            under[i] = WriteAsync(idle, writers[i], requests[i], started, due);
        }
        var latencies = await Task.WhenAll(under);
        var elapsed = Stopwatch.GetElapsedTime(started);
        while (idle.Reader.TryRead(out var connection))
            connection.Dispose();
        return Sample.Of(elapsed, [[.. latencies]]);
    }

    private async Task<TimeSpan> WriteAsync(
        Channel<LoadConnection> idle, int writer, ReadOnlyMemory<byte> request, long started, TimeSpan due)
    {
        var reply = graph.Expect(writer);
        var connection = await idle.Reader.ReadAsync(cancellation);
        var status = await connection.SendAsync(request, cancellation);
        idle.Writer.TryWrite(connection);
        if (status != 200)
            throw new BenchmarkException($"A webhook was answered with {status}.");
        try
        {
            return Stopwatch.GetElapsedTime(started, await reply.WaitAsync(Patience, cancellation)) - due;
        }
        catch (TimeoutException)
        {
            throw new BenchmarkException($"A customer got no reply within {Patience.TotalSeconds} s.");
        }
    }
}
