using Athera.Benchmarks.Parts;
using Athera.Benchmarks.Report;
using Athera.Benchmarks.Servers;

namespace Athera.Benchmarks;

/// <summary>Runs the parts that were asked for, each on servers of its own.</summary>
internal static class Benchmark
{
    public static async Task<BenchmarkReport> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        if (options.Talkers < options.InFlight)
            throw new BenchmarkException("There have to be as many talkers as are in flight.");
        var machine = Machine.Here(await PostgresVersionAsync());
        var comparisons = new List<Comparison>();
        foreach (var part in options.Parts)
        {
            Console.WriteLine($"Measuring {part} ...");
            comparisons.AddRange(await PartCatalog.RunAsync(part, options, cancellation));
        }
        return new BenchmarkReport(machine with { LoadAfter = Machine.Load() }, options, comparisons);
    }

    private static async Task<string> PostgresVersionAsync()
    {
        await using var database = await Database.StartAsync();
        return await database.VersionAsync();
    }
}
