using Athera.FaultRuns.Histories;

namespace Athera.FaultRuns.Judging;

/// <summary>I11 and I12: what a provider reported and was answered 200 for is shown in the end, whatever it reported later.</summary>
internal static class ReportCheck
{
    public static void Run(Facts facts, Findings findings)
    {
        var delivered = facts.Takings
            .Where(taking => taking.Conversation >= 0 && taking.Evident != Facts.Never)
            .Select(taking => (taking.Conversation, taking.Position))
            .ToHashSet();
        for (var conversation = 0; conversation < facts.Finals.Length; conversation++)
        {
            foreach (var line in facts.Finals[conversation]?.Lines.Where(line => delivered.Contains((conversation, line.Position))) ?? [])
            {
                if (line.State != LineState.Delivered)
                    findings.Violate("I11", $"message {line.Position} of conversation {conversation} was reported delivered, and is shown {line.State}");
            }
        }
    }
}
