using Athera.Benchmarks.Load;
using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Parts;

/// <summary>One of two measured programs: where it listens and whose processor time counts.</summary>
/// <param name="Ports">Where it listens; more than one if it is several processes.</param>
/// <param name="Programs">Its processes.</param>
/// <param name="Database">The database's first process.</param>
internal sealed record Side(IReadOnlyList<int> Ports, IReadOnlyList<int> Programs, int Database)
{
    public Side(int port, int program, int database)
        : this([port], [program], database)
    {
    }

    public int Port => Ports[0];

    /// <summary>Sends requests until they or the time are over, and counts what that took.</summary>
    public Task<Round> RushAsync(
        ReadOnlyMemory<byte>[] requests, int connections, TimeSpan length, CancellationToken cancellation) =>
        MeasureAsync(() => new Rush(Ports, requests, cancellation).RunAsync(connections, length));

    /// <summary>Runs a round and counts the processor time it took.</summary>
    /// <param name="run">The load.</param>
    /// <param name="tail">How long the work may go on when the load has ended; its processor time counts as well.</param>
    public async Task<Round> MeasureAsync(Func<Task<Sample>> run, TimeSpan tail = default)
    {
        var (program, database, load) = Read();
        var sample = await run();
        await Task.Delay(tail);
        var after = Read();
        return Round.Of(sample, after.Program - program, after.Database - database, after.Load - load);
    }

    private (double Program, double Database, double Load) Read() =>
        (Programs.Sum(ProcessorTime.Of), ProcessorTime.OfFamily(Database), Environment.CpuUsage.TotalTime.TotalSeconds);
}
