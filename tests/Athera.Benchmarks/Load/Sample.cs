namespace Athera.Benchmarks.Load;

/// <summary>What one round of load came to.</summary>
/// <param name="Count">Messages done.</param>
/// <param name="Elapsed">How long that took.</param>
/// <param name="P50">Half took at most this long.</param>
/// <param name="P99">Ninety-nine of a hundred took at most this long.</param>
internal sealed record Sample(int Count, TimeSpan Elapsed, TimeSpan P50, TimeSpan P99)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    public static Sample Of(TimeSpan elapsed, IEnumerable<List<TimeSpan>> latencies)
    {
        TimeSpan[] all = [.. latencies.SelectMany(one => one)];
        if (all.Length == 0)
            throw new BenchmarkException("A round ended without a single message.");
        Array.Sort(all);
        return new Sample(all.Length, elapsed, all[(all.Length - 1) / 2], all[(all.Length - 1) * 99 / 100]);
    }
}
