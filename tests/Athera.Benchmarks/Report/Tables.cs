using System.Globalization;

namespace Athera.Benchmarks.Report;

/// <summary>Prints a report for people to read.</summary>
internal static class Tables
{
    public static void Print(BenchmarkReport report, TextWriter output)
    {
        var here = report.Machine;
        output.WriteLine();
        Line(output, $"{here.Cores} cores ({here.Processor}), {here.MemoryGb:F0} GB, {here.System}");
        Line(output, $"{here.Runtime}, PostgreSQL {here.Postgres}, Athera {here.Build}");
        Line(output, $"Load of the machine {here.LoadBefore:F1} before, {here.LoadAfter:F1} after; load generator, programs and database share it.");
        Line(output, $"Medians of rounds taken in turn; the ratio is that of the pairs, with the least and the greatest of them.");
        foreach (var comparison in report.Comparisons)
            Print(comparison, output);
    }

    private static void Print(Comparison comparison, TextWriter output)
    {
        output.WriteLine();
        Line(output, $"{comparison.Name}  ({comparison.FirstRounds.Count} pairs of rounds)");
        Line(output, $"  {"",-38}{comparison.First,12}{comparison.Second,12}   ratio");
        Row("messages per second", round => round.PerSecond, "N0", $"{comparison.Ratio:F2}  ({comparison.Ratios[0]:F2} .. {comparison.Ratios[^1]:F2})");
        Row("p50, ms", round => round.P50Ms, "F1");
        Row("p99, ms", round => round.P99Ms, "F1");
        Row("CPU s per 1,000, program and database", round => round.CpuPer1000, "F3");
        Row("  of these the database", round => round.DatabaseCpuPer1000, "F3");
        Row("  beside these the load", round => round.LoadCpuPer1000, "F3");
        foreach (var note in comparison.Notes)
            Line(output, $"  {note}");

        void Row(string name, Func<Round, double> value, string format, FormattableString? ratio = null)
        {
            var first = Comparison.Median(comparison.FirstRounds.Select(value));
            var second = Comparison.Median(comparison.SecondRounds.Select(value));
            Line(output, $"  {name,-38}{Number(first, format),12}{Number(second, format),12}   {Shown(ratio, first, second)}");
        }
    }

    private static string Shown(FormattableString? ratio, double first, double second) =>
        (ratio ?? $"{first / second:F2}").ToString(CultureInfo.InvariantCulture);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static void Line(TextWriter output, FormattableString line) =>
        output.WriteLine(line.ToString(CultureInfo.InvariantCulture).TrimEnd());
}
