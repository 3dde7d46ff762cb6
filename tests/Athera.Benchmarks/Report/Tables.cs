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
        Line(output, $"Medians of rounds taken in turn; a ratio is the median of the pairs', the first with the least and the greatest of them.");
        foreach (var comparison in report.Comparisons)
            Print(comparison, output);
    }

    private static void Print(Comparison comparison, TextWriter output)
    {
        output.WriteLine();
        Line(output, $"{comparison.Name}  ({comparison.Measures[0].First.Count} pairs of rounds)");
        Line(output, $"  {"",-38}{comparison.First,14}{comparison.Second,14}   ratio");
        foreach (var (place, measure) in comparison.Measures.Index())
        {
            var range = place == 0 ? $"  ({Number(measure.Ratios[0], "F2")} .. {Number(measure.Ratios[^1], "F2")})" : "";
            Line(output, $"  {measure.Name,-38}{Number(measure.FirstMedian, measure.Format),14}{Number(measure.SecondMedian, measure.Format),14}   {measure.Ratio:F2}{range}");
        }
        foreach (var note in comparison.Notes)
            Line(output, $"  {note}");
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static void Line(TextWriter output, FormattableString line) =>
        output.WriteLine(line.ToString(CultureInfo.InvariantCulture).TrimEnd());
}
