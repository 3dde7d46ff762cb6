using Athera.Benchmarks.Load;

namespace Athera.Benchmarks.Report;

/// <summary>One round of one side.</summary>
/// <param name="Messages">Messages done.</param>
/// <param name="PerSecond">Messages per second.</param>
/// <param name="P50Ms">Half took at most this long.</param>
/// <param name="P99Ms">Ninety-nine of a hundred took at most this long.</param>
/// <param name="CpuPer1000">Processor seconds of program and database for a thousand messages.</param>
/// <param name="DatabaseCpuPer1000">Of these, the database's.</param>
/// <param name="LoadCpuPer1000">Beside these, the load's.</param>
internal sealed record Round(
    int Messages, double PerSecond, double P50Ms, double P99Ms, double CpuPer1000, double DatabaseCpuPer1000, double LoadCpuPer1000)
{
    public static Round Of(Sample sample, double program, double database, double load) => new(
        sample.Count, sample.PerSecond, sample.P50.TotalMilliseconds, sample.P99.TotalMilliseconds,
        (program + database) * 1000 / sample.Count, database * 1000 / sample.Count, load * 1000 / sample.Count);
}
