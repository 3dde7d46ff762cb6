using Athera.FaultRuns.Customers;

namespace Athera.FaultRuns.Judging;

/// <summary>F12: a slow provider of one tenant does not double the wait of the others.</summary>
internal static class NeighbourCheck
{
    /// <summary>The id under which a time without any fault is logged, to compare with.</summary>
    public const string Calm = "calm";

    /// <summary>The words under which the time with the slow provider is logged.</summary>
    public const string Slow = "F12 slow";

    /// <summary>Below this in milliseconds the same machine's own noise is as large.</summary>
    private const double Noise = 500;

    public static void Run(Facts facts, Findings findings)
    {
        if (P99(facts, Calm) is not { } calm || P99(facts, Slow) is not { } slow)
            return;
        findings.Measure("reply with no fault, p99 (ms)", calm);
        findings.Measure("reply of others during a slow provider, p99 (ms)", slow);
        if (slow > 2 * calm && slow > Noise)
            findings.BeLate("F12", $"while one provider was slow, others waited {slow:0} ms (p99), and {calm:0} ms before");
    }

    private static double? P99(Facts facts, string fault)
    {
        var windows = facts.History.Faults.Where(entry => entry.Fault == fault).ToList();
        var waits = new List<double>();
        for (var conversation = 0; conversation < facts.Messages.Length; conversation++)
        {
            if (facts.Cast.PartOf(facts.Cast.TenantOf(conversation)) != Part.None)
                continue;
            waits.AddRange(facts.Messages[conversation]
                .Where(message => message.Answered != Facts.Never && windows.Any(w => message.Posted >= w.From && message.Posted < w.Until))
                .Select(message => (message.Answered - message.Posted) / 1000.0));
        }
        if (waits.Count < 100)
            return null;
        waits.Sort();
        return waits[waits.Count * 99 / 100];
    }
}
