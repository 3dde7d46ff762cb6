namespace Athera.Benchmarks.Report;

/// <summary>What was measured of two sides.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Notes">What one has to know to read it.</param>
/// <param name="First">What the first side is.</param>
/// <param name="Second">What it is held against.</param>
/// <param name="Measures">The figures, the one that counts first.</param>
internal sealed record Comparison(
    string Name, IReadOnlyList<string> Notes, string First, string Second, IReadOnlyList<Measure> Measures)
{
    /// <summary>Of rounds of load: how much, how quickly, at what cost.</summary>
    public static Comparison OfRounds(
        string name, IReadOnlyList<string> notes, string first, string second,
        IReadOnlyList<Round> firstRounds, IReadOnlyList<Round> secondRounds)
    {
        return new Comparison(name, notes, first, second,
        [
            Of("messages per second", "N0", round => round.PerSecond),
            Of("p50, ms", "F1", round => round.P50Ms),
            Of("p99, ms", "F1", round => round.P99Ms),
            Of("CPU s per 1,000, program and database", "F3", round => round.CpuPer1000),
            Of("  of these the database", "F3", round => round.DatabaseCpuPer1000),
            Of("  beside these the load", "F3", round => round.LoadCpuPer1000),
        ]);

        Measure Of(string what, string format, Func<Round, double> value) =>
            new(what, format, [.. firstRounds.Select(value)], [.. secondRounds.Select(value)]);
    }
}
