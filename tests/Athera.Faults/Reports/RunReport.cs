using System.Globalization;
using Athera.FaultRuns.Histories;
using Athera.FaultRuns.Injection;
using Athera.FaultRuns.Judging;
using Athera.FaultRuns.Load;
using Athera.FaultRuns.Worlds;

namespace Athera.FaultRuns.Reports;

/// <summary>What a run came to.</summary>
internal sealed record RunReport
{
    public required int Seed { get; init; }

    public required RunOptions Options { get; init; }

    public required IReadOnlyList<FaultEntry> Faults { get; init; }

    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    public required IReadOnlyDictionary<string, double> Measures { get; init; }

    public required IReadOnlyList<Violation> Violations { get; init; }

    public required IReadOnlyList<string> SentTwiceWithoutEvidence { get; init; }

    public static RunReport Of(
        RunOptions options, World world, Injector injector, Generator generator, Findings findings, LoadTimes times)
    {
        findings.Count("copies of webhooks posted", generator.Copies);
        findings.Count("posts not answered with success", world.Courier.Refused);
        findings.Count("unreadable elements accepted", generator.Unreadable);
        findings.Count("unreadable elements in quarantine", times.Quarantined);
        if (times.Quarantined < generator.Unreadable)
            findings.Violate("I1", $"{generator.Unreadable} unreadable elements were accepted, and {times.Quarantined} are in quarantine");
        findings.Count("silos that ended by themselves", world.Members.Sum(member => member.EndedByItself));
        findings.Count("returns of inbox readers", times.Returns);
        findings.Count("returns of inbox readers refused", times.Refused);
        findings.Count("operations recorded", world.History.Count);
        findings.Measure("load (s)", times.Load.TotalSeconds);
        findings.Measure("accepted a second", generator.Accepted / times.Load.TotalSeconds);
        findings.Measure("everything over after the last fault (s)", times.Over.TotalSeconds);
        findings.Measure("machine load over the last minute, per processor", MachineLoad());
        findings.Measure(
            "the tester's own processor time per 1,000 messages (s)",
            Environment.CpuUsage.TotalTime.TotalSeconds / Math.Max(1, generator.Accepted) * 1_000);
        findings.Measure("generator fell behind by at most (ms)", generator.FellBehind.TotalMilliseconds);
        if (injector.ColdRecovery is { } cold)
        {
            findings.Measure("ready after all silos were killed (s)", cold.TotalSeconds);
            if (cold > TimeSpan.FromSeconds(15))
                findings.BeLate("F2", $"after all silos were killed they were ready {cold.TotalSeconds:0.0} s after the start, not within 15 s");
        }
        return new RunReport
        {
            Seed = options.Seed,
            Options = options,
            Faults = world.History.Faults,
            Counts = findings.Counts,
            Measures = findings.Measures,
            Violations = findings.Violations,
            SentTwiceWithoutEvidence = findings.SentTwiceWithoutEvidence,
        };
    }

    // Where the machine has more to do than processors, times say more about the machine than about Athera.
    private static double MachineLoad() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) / Environment.ProcessorCount
        : double.NaN;
}
