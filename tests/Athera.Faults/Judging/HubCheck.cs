using Athera.FaultRuns.Histories;

namespace Athera.FaultRuns.Judging;

/// <summary>I10: a reader of the live inbox hears of everything once and in order, however often it drops and comes back.</summary>
internal static class HubCheck
{
    public static void Run(Facts facts, Findings findings)
    {
        var positions = new Dictionary<short, long>();
        var sequences = new Dictionary<(short Reader, int Name), int>();
        foreach (var heard in facts.History.Operations().Where(operation => operation.F == Function.Hear))
        {
            findings.Count("heard by readers");
            if (heard.Value <= positions.GetValueOrDefault(heard.Process, -1))
                findings.Violate("I10", $"reader {heard.Process} was told of position {heard.Value} after {positions[heard.Process]}");
            positions[heard.Process] = Math.Max(positions.GetValueOrDefault(heard.Process, -1), heard.Value);
            var next = sequences.GetValueOrDefault((heard.Process, heard.Conversation)) + 1;
            if (heard.Number > next)
                findings.Violate("I10", $"reader {heard.Process} heard nothing of events {next} to {heard.Number - 1} before position {heard.Value}");
            sequences[(heard.Process, heard.Conversation)] = Math.Max(next - 1, heard.Number);
        }
        Ends(facts, positions.Keys, sequences, findings);
    }

    private static void Ends(
        Facts facts, IEnumerable<short> readers, Dictionary<(short, int), int> sequences, Findings findings)
    {
        var names = facts.Finals.OfType<Transcript>().ToDictionary(final => facts.History.NameOf(final.Id));
        foreach (var reader in readers)
        {
            var heard = sequences.Where(one => one.Key.Item1 == reader).ToDictionary(one => one.Key.Item2, one => one.Value);
            var tenants = heard.Keys.Where(names.ContainsKey).Select(name => names[name].Tenant).Distinct().ToList();
            if (tenants.Count > 1)
                findings.Violate("I5", $"reader {reader} was told of conversations of {tenants.Count} tenants");
            foreach (var (name, final) in names.Where(one => tenants.Contains(one.Value.Tenant)))
            {
                if (heard.GetValueOrDefault(name) is var last && last < final.Sequence)
                    findings.Violate("I10", $"reader {reader} heard of conversation {final.Id} up to event {last}, and it has {final.Sequence}");
            }
        }
    }
}
