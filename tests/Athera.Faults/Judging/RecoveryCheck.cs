using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Histories;

namespace Athera.FaultRuns.Judging;

/// <summary>
/// How long a conversation is silent when its silo is killed, or after the database came back. Which silo owns it is known from where the
/// model was last asked for it; counted are those that had a message open at that moment.
/// </summary>
internal static class RecoveryCheck
{
    private const string Kill = "F1", Outage = "F4";

    private const double Bound = 10_000;

    public static void Run(Facts facts, Findings findings)
    {
        Check(facts, Kill, "a kill", findings);
        Check(facts, Outage, "an outage of the database", findings);
    }

    private static void Check(Facts facts, string fault, string what, Findings findings)
    {
        var silences = Silences(facts, fault);
        if (silences.Count == 0)
            return;
        findings.Count($"conversations open at {what}", silences.Count);
        silences.Sort();
        var p95 = silences[Math.Min(silences.Count - 1, silences.Count * 95 / 100)];
        findings.Measure($"next reply after {what}, p50 (ms)", silences[silences.Count / 2]);
        findings.Measure($"next reply after {what}, p95 (ms)", p95);
        findings.Measure($"next reply after {what}, max (ms)", silences[^1]);
        // How long a database takes to come back is the database's and the machine's affair; it is told and not judged.
        if (fault == Kill && p95 > Bound)
            findings.BeLate(fault, $"the next reply of conversations open at {what} came after {p95 / 1000:0.0} s (p95), not within 10 s");
    }

    private static List<double> Silences(Facts facts, string fault)
    {
        var kills = new Queue<FaultEntry>(facts.History.Faults.Where(entry => entry.Fault == fault).OrderBy(entry => entry.From));
        var (owner, open) = (new short[facts.Messages.Length], new int[facts.Messages.Length]);
        var (killed, silences) = (new Dictionary<int, long>(), new List<double>());
        foreach (var operation in facts.History.Operations())
        {
            while (kills.TryPeek(out var kill) && kill.From <= operation.At)
            {
                kills.Dequeue();
                for (var conversation = 0; conversation < open.Length; conversation++)
                {
                    if (open[conversation] > 0 && (kill.Silo < 0 || owner[conversation] == kill.Silo) && IsUntroubled(facts.Cast, conversation))
                        killed.TryAdd(conversation, kill.Silo < 0 ? kill.Until : kill.From);
                }
            }
            switch (operation.F)
            {
                case Function.Append when operation is { Type: Outcome.Invoke, Value: 0 }:
                    open[operation.Conversation]++;
                    break;
                case Function.Append when operation is { Type: Outcome.Info, Value: 0 }:
                    open[operation.Conversation]--; // Its provider gave up on it.
                    break;
                case Function.Ask:
                    owner[operation.Conversation] = operation.Process;
                    break;
                case Function.Answer:
                    open[operation.Conversation]--;
                    if (killed.Remove(operation.Conversation, out var since))
                        silences.Add(Math.Max(0, operation.At - since) / 1000.0);
                    break;
            }
        }
        return silences;
    }

    private static bool IsUntroubled(Cast cast, int conversation) =>
        cast.PartOf(cast.TenantOf(conversation)) is Part.None or Part.Hot or Part.Bursts;
}
