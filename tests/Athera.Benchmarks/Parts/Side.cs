using Athera.Benchmarks.Load;
using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks.Parts;

/// <summary>One of two measured programs: where it listens and whose processor time counts.</summary>
/// <param name="Port">Where it listens.</param>
/// <param name="Program">Its process.</param>
/// <param name="Database">The database's first process.</param>
internal sealed record Side(int Port, int Program, int Database)
{
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
        (ProcessorTime.Of(Program), ProcessorTime.OfFamily(Database), Environment.CpuUsage.TotalTime.TotalSeconds);
}
