using System.Globalization;

namespace Athera.Mutants.Report;

/// <summary>Prints what came out, a line as soon as it is known.</summary>
internal sealed class Table(TextWriter output)
{
    private const int MutantWidth = 32, PromiseWidth = 68, VerdictWidth = 10;

    /// <summary>The first lines.</summary>
    public void Begin(int seed)
    {
        Line($"Seed {seed}");
        output.WriteLine();
        Line($"{Cell("mutant", MutantWidth)}{Cell("promise it breaks", PromiseWidth)}{Cell("verdict", VerdictWidth)}seconds  found by");
    }

    /// <summary>One line, and below it what went wrong if something did.</summary>
    public void Add(TableRow row)
    {
        var verdict = row.Verdict switch
        {
            Verdict.Found => "found",
            Verdict.NotFound => "NOT FOUND",
            Verdict.Green => "green",
            Verdict.Red => "RED",
            Verdict.Built => "built",
            Verdict.NotBuilt => "NOT BUILT",
            _ => "NOT RUN",
        };
        Line($"{Cell(row.Mutant, MutantWidth)}{Cell(row.Promise, PromiseWidth)}{Cell(verdict, VerdictWidth)}{row.Seconds,7:F1}  {string.Join(", ", row.FoundBy)}");
        if (!row.IsRight && row.Detail is { } detail)
            output.WriteLine($"    {detail.Replace("\n", "\n    ", StringComparison.Ordinal)}");
    }

    /// <summary>The last line.</summary>
    public void End(IReadOnlyList<TableRow> rows, int mutants)
    {
        output.WriteLine();
        Line($"{rows.Count(row => row.Verdict == Verdict.Found)} of {mutants} mutants found, in {rows.Sum(row => row.Seconds) / 60:F0} minutes.");
    }

    private static string Cell(string text, int width) => text.PadRight(width);

    private void Line(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture).TrimEnd());
}
