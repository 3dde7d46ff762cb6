using Athera.FaultRuns.Histories;

namespace Athera.FaultRuns.Judging;

/// <summary>I11: what is read later is never older.</summary>
internal static class VersionCheck
{
    public static void Run(Facts facts, Findings findings)
    {
        var newest = new Dictionary<int, long>();
        var floors = new Dictionary<(short Process, int Name), long>();
        foreach (var look in facts.History.Operations().Where(operation => operation.F == Function.Look))
        {
            var key = (look.Process, look.Conversation);
            if (look.Type == Outcome.Invoke)
                floors[key] = newest.GetValueOrDefault(look.Conversation);
            if (look.Type != Outcome.Ok)
                continue;
            findings.Count("versions read");
            if (look.Number < floors.GetValueOrDefault(key))
                findings.Violate("I11", $"reader {look.Process} saw version {look.Number} of a conversation after version {floors[key]} had been seen");
            newest[look.Conversation] = Math.Max(newest.GetValueOrDefault(look.Conversation), look.Number);
        }
    }
}
