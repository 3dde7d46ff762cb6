using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Histories;

namespace Athera.FaultRuns.Judging;

/// <summary>
/// How long a conversation is silent when its silo is killed. Which silo owns it is known from where the model was last asked for it;
/// counted are those that had a message open at that moment.
/// </summary>
internal static class RecoveryCheck
{
    private const double Bound = 10_000;

    public static void Run(Facts facts, Findings findings)
    {
        var silences = Silences(facts);
        findings.Count("conversations open on a silo that was killed", silences.Count);
        if (silences.Count == 0)
            return;
        silences.Sort();
        var p95 = silences[Math.Min(silences.Count - 1, silences.Count * 95 / 100)];
        findings.Measure("next reply after a kill, p50 (ms)", silences[silences.Count / 2]);
        findings.Measure("next reply after a kill, p95 (ms)", p95);
        findings.Measure("next reply after a kill, max (ms)", silences[^1]);
        if (p95 > Bound)
            findings.Violate("F1", $"the next reply of a conversation whose silo was killed came after {p95 / 1000:0.0} s (p95), not within 10 s");
    }

    private static List<double> Silences(Facts facts)
    {
        var kills = new Queue<FaultEntry>(facts.History.Faults.Where(fault => fault is { Fault: "F1", Silo: >= 0 }).OrderBy(fault => fault.From));
        var (owner, open) = (new short[facts.Messages.Length], new int[facts.Messages.Length]);
        var (killed, silences) = (new Dictionary<int, long>(), new List<double>());
        foreach (var operation in facts.History.Operations())
        {
            while (kills.TryPeek(out var kill) && kill.From <= operation.At)
            {
                kills.Dequeue();
                for (var conversation = 0; conversation < open.Length; conversation++)
                {
                    if (open[conversation] > 0 && owner[conversation] == kill.Silo && IsUntroubled(facts.Cast, conversation))
                        killed.TryAdd(conversation, kill.From);
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
                        silences.Add((operation.At - since) / 1000.0);
                    break;
            }
        }
        return silences;
    }

    private static bool IsUntroubled(Cast cast, int conversation) =>
        cast.PartOf(cast.TenantOf(conversation)) is Part.None or Part.Hot or Part.Bursts;
}
