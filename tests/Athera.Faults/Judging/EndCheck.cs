using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Histories;

namespace Athera.FaultRuns.Judging;

/// <summary>I8 and I10: in the end nothing is open. Everything accepted is answered, refused for a reason, or in a person's hands.</summary>
internal static class EndCheck
{
    public static void Run(Facts facts, Findings findings)
    {
        for (var conversation = 0; conversation < facts.Finals.Length; conversation++)
        {
            if (facts.Finals[conversation] is { } final)
                Check(facts, conversation, final, findings);
        }
    }

    private static void Check(Facts facts, int conversation, Transcript final, Findings findings)
    {
        // Who has no valid credentials is told so, and what waits for them waits where it is seen.
        var held = facts.Cast.PartOf(facts.Cast.TenantOf(conversation)) == Part.TokenRevoked;
        var unread = 0;
        foreach (var line in final.Lines)
        {
            unread = line.IsIncoming ? unread + 1 : 0;
            if (line.State is LineState.Queued && held)
                findings.Count("held until somebody mends credentials");
            else if (line.State is LineState.Queued or LineState.Attempting or LineState.Unknown)
                findings.Violate("I8", $"message {line.Position} of conversation {conversation} (tenant {final.Tenant}) is left {line.State}");
            else if (line.State is LineState.Failed)
                findings.Count("not sent, with a reason shown");
        }
        if (unread != final.Unread)
            findings.Violate("I10", $"conversation {conversation} shows {final.Unread} unread messages, and its transcript has {unread}");
        foreach (var (number, message) in facts.Messages[conversation].Index().Where(one => one.Item.Shown > 0))
        {
            findings.Count(message.Replies > 0 ? "answered" : final.Responder != "agent" ? "handed to a person" : "unanswered");
            if (message.Replies == 0 && final.Responder == "agent")
                findings.Violate("I8", $"{facts.Name(conversation, number)} has no answer, and nobody was asked for one");
        }
    }
}
