using Athera.FaultRuns.Histories;

namespace Athera.FaultRuns.Judging;

/// <summary>I4: replies follow each other like what they answer, are sent in that order, and readers see beginnings only.</summary>
internal static class ReplyOrderCheck
{
    public static void Run(Facts facts, Findings findings)
    {
        for (var conversation = 0; conversation < facts.Finals.Length; conversation++)
        {
            if (facts.Finals[conversation] is { } final)
                Replies(facts, conversation, final, findings);
        }
        Sends(facts, findings);
        Readers(facts, findings);
    }

    private static void Replies(Facts facts, int conversation, Transcript final, Findings findings)
    {
        var place = new Dictionary<int, int>();
        var reached = -1;
        foreach (var line in final.Lines)
        {
            if (line.IsIncoming)
                place.TryAdd(line.Number, line.Position);
            foreach (var number in line.Answers ?? [])
            {
                var at = place.GetValueOrDefault(number, int.MaxValue);
                if (at > line.Position)
                    findings.Violate("I4", $"the answer to {facts.Name(conversation, number)} stands above it");
                else if (at < reached)
                    findings.Violate("I4", $"the answer to {facts.Name(conversation, number)} stands below one to a later message");
                else
                    reached = at;
            }
        }
    }

    private static void Sends(Facts facts, Findings findings)
    {
        var reached = new int[facts.Messages.Length];
        var seen = new HashSet<(int, int)>();
        foreach (var taking in facts.Takings.Where(taking => taking.Conversation >= 0 && seen.Add((taking.Conversation, taking.Position))))
        {
            ref var last = ref reached[taking.Conversation];
            if (taking.Position < last)
                findings.Violate("I4", $"message {taking.Position} of conversation {taking.Conversation} was sent after message {last}");
            last = Math.Max(last, taking.Position);
        }
    }

    private static void Readers(Facts facts, Findings findings)
    {
        var finals = facts.Finals.OfType<Transcript>().ToDictionary(final => final.Id);
        foreach (var read in facts.History.Transcripts.Where(read => !read.Final && read.Lines.Count > 0))
        {
            findings.Count("reads during the run");
            var (first, last) = (read.Lines[0].Position, read.Lines[^1].Position);
            var shown = finals.GetValueOrDefault(read.Id)?.Lines.Where(line => line.Position >= first && line.Position <= last) ?? [];
            if (!shown.Select(Key).SequenceEqual(read.Lines.Select(Key)))
                findings.Violate("I4", $"at {read.At / 1e6:0.000} s conversation {read.Id} was shown with messages {first} to {last} other than in the end");
        }
    }

    private static (int, int, bool) Key(Line line) => (line.Position, line.Number, line.IsIncoming);
}
