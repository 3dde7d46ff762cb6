using Athera.FaultRuns.Histories;
using Athera.FaultRuns.Worlds;

namespace Athera.FaultRuns.Judging;

/// <summary>I2, I3 and I5: what providers took was caused, belongs where it went, and went there once.</summary>
internal static class SendCheck
{
    public static void Run(Facts facts, Findings findings)
    {
        Repeats(facts, findings);
        Shown(facts, findings);
        foreach (var leak in facts.History.Operations().Where(operation => operation.F == Function.Leak))
            Leaked(facts, leak, findings);
    }

    private static void Repeats(Facts facts, Findings findings)
    {
        var first = new Dictionary<(int, int), Taking>(facts.Takings.Count);
        foreach (var taking in facts.Takings)
        {
            findings.Count("taken by providers");
            if (taking.Conversation < 0)
            {
                findings.Violate("I2", $"taking {taking.Id} went to somebody who never wrote");
                continue;
            }
            if (taking.Evident != Facts.Never)
                findings.Count("taken with a status told");
            if (first.TryAdd((taking.Conversation, taking.Position), taking))
                continue;
            var before = first[(taking.Conversation, taking.Position)];
            var text = $"message {taking.Position} of conversation {taking.Conversation} was taken at "
                + $"{Seconds(before.At)} and {Seconds(taking.At)}";
            if (before.Evident < taking.At)
                findings.Violate("I3", $"{text}, though the provider's word for the first was taken in at {Seconds(before.Evident)}");
            else if (taking.At - before.At < Silos.Evidence.TotalMicroseconds)
                findings.Violate("I3", $"{text}, sooner than its provider has to report");
            else
                findings.Unproven(text);
        }
    }

    private static void Shown(Facts facts, Findings findings)
    {
        // What its provider had given up on and a look at the provider's list found later still may be answered after the last reading.
        var taken = facts.Takings
            .Where(taking => taking.Conversation >= 0 && (facts.Finals[taking.Conversation] is not { } final || taking.At < final.From))
            .Select(taking => (taking.Conversation, taking.Position)).ToHashSet();
        for (var conversation = 0; conversation < facts.Finals.Length; conversation++)
        {
            foreach (var line in facts.Finals[conversation]?.Lines.Where(line => !line.IsIncoming) ?? [])
            {
                if (!taken.Remove((conversation, line.Position)) && line.State is LineState.Sent or LineState.Delivered)
                    findings.Violate("I2", $"message {line.Position} of conversation {conversation} is shown as sent, and nobody took it");
                foreach (var number in line.Answers ?? [])
                    Answered(facts, conversation, number, findings);
            }
        }
        foreach (var (conversation, position) in taken)
            findings.Violate("I2", $"message {position} of conversation {conversation} was taken, and no transcript shows it");
    }

    private static void Answered(Facts facts, int conversation, int number, Findings findings)
    {
        var messages = facts.Messages[conversation];
        if (number >= messages.Count || messages[number].Shown == 0)
            findings.Violate("I2", $"{facts.Name(conversation, number)} is answered, and stands in no transcript");
        else if (++messages[number].Replies == 2)
            findings.Violate("I3", $"{facts.Name(conversation, number)} is answered by two messages");
    }

    private static void Leaked(Facts facts, Operation leak, Findings findings)
    {
        var other = facts.Name((int)leak.Value, leak.Number);
        var (here, there) = (facts.Cast.TenantOf(leak.Conversation), facts.Cast.TenantOf((int)leak.Value));
        findings.Violate(
            here == there ? "I2" : "I5", $"{other} turned up in conversation {leak.Conversation} of tenant {here} at {Seconds(leak.At)}");
    }

    private static string Seconds(long at) => $"{at / 1e6:0.000} s";
}
