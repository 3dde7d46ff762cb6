namespace Athera.FaultRuns.Reports;

/// <summary>The report as people read it.</summary>
internal static class ReportText
{
    private const int Shown = 200;

    private static readonly string[] Untested =
    [
        "Loss and delay of single packets; ways are cut whole.",
        "Messages Twilio gave up on are counted, not missed: nobody promised them.",
        "`delivered` is told for a tenth of all messages and for each whose answer may have been lost; real providers tell of all.",
        "Loss of the machine or its disk; clocks that differ; disk full; rolling upgrades.",
    ];

    public static IEnumerable<string> Lines(RunReport report)
    {
        yield return "";
        yield return "CLAIM     Whatever was accepted is stored once, in order, answered once in that order, or visibly in a person's hands.";
        yield return $"WORKLOAD  {report.Options.Conversations} conversations of {report.Options.Tenants} tenants over WhatsApp and Twilio, "
            + $"{report.Options.Rate:0} messages a second, {report.Options.Silos} silos, one PostgreSQL";
        yield return $"SEED      {report.Seed}";
        yield return "FAULTS    all along: duplicates, late and shuffled messages, statuses before answers, a hot conversation and a hot tenant";
        foreach (var fault in report.Faults)
            yield return $"          {fault.From / 1e6,7:0.0} s to {fault.Until / 1e6,7:0.0} s  {fault.Fault}: {fault.What}";
        yield return "COUNTS";
        foreach (var (what, number) in report.Counts)
            yield return $"  {number,12:N0}  {what}";
        yield return "MEASURES";
        foreach (var (what, value) in report.Measures)
            yield return $"  {value,12:N1}  {what}";
        yield return $"SENT TWICE, EVIDENCE MISSING: {report.SentTwiceWithoutEvidence.Count}";
        foreach (var line in report.SentTwiceWithoutEvidence.Take(Shown))
            yield return $"  {line}";
        yield return $"VIOLATIONS: {report.Violations.Count}";
        foreach (var violation in report.Violations.Take(Shown))
            yield return $"  {violation.Invariant}{(violation.IsLate ? " (late)" : "")}: {violation.Text}";
        if (report.Violations.Count > Shown)
            yield return $"  and {report.Violations.Count - Shown} more, all of them in the result file";
        yield return "NOT TESTED";
        foreach (var line in Untested)
            yield return $"  {line}";
    }
}
