using Athera.FaultRuns.Histories;

namespace Athera.FaultRuns.Judging;

/// <summary>I1, I2, I4, I5 and I12: what was accepted stands in one transcript, once, in the order in which it was accepted.</summary>
internal static class TranscriptCheck
{
    public static void Run(Facts facts, Findings findings)
    {
        foreach (var transcript in facts.History.Transcripts.Where(transcript => transcript.Final))
            Read(facts, transcript, findings);
        for (var conversation = 0; conversation < facts.Messages.Length; conversation++)
            Count(facts, conversation, findings);
    }

    private static void Read(Facts facts, Transcript transcript, Findings findings)
    {
        var conversation = -1;
        foreach (var line in transcript.Lines.Where(line => line.IsIncoming))
        {
            if (line.Number < 0 || line.Of < 0 || line.Of >= facts.Messages.Length || line.Number >= facts.Messages[line.Of].Count)
            {
                findings.Violate("I2", $"message {line.Position} of conversation {transcript.Id} was never written by anybody");
                continue;
            }
            facts.Messages[line.Of][line.Number].Shown++;
            if (conversation < 0)
                conversation = line.Of;
            if (facts.Cast.TenantOf(line.Of) != transcript.Tenant)
                findings.Violate("I5", $"{facts.Name(line.Of, line.Number)} stands in a transcript of tenant {transcript.Tenant}");
            else if (line.Of != conversation)
                findings.Violate("I2", $"{facts.Name(line.Of, line.Number)} stands in the transcript of conversation {conversation}");
        }
        if (conversation < 0)
            return;
        if (facts.Finals[conversation] is { } other)
            findings.Violate("I1", $"conversation {conversation} is kept as two, {other.Id} and {transcript.Id}");
        facts.Finals[conversation] = transcript;
        Order(facts, conversation, transcript, findings);
    }

    // What was accepted before another was posted stands above it. Read from the end, the earliest acceptance below a line is known.
    private static void Order(Facts facts, int conversation, Transcript transcript, Findings findings)
    {
        var messages = facts.Messages[conversation];
        var (earliest, which) = (Facts.Never, -1);
        foreach (var line in transcript.Lines.Reverse().Where(line => line.IsIncoming && line.Of == conversation))
        {
            if (line.Number < 0 || line.Number >= messages.Count)
                continue;
            var message = messages[line.Number];
            // What was accepted on a silo's disk while no database answered may come after later ones, and then says so.
            if (line.Late && facts.Cast.IsTwilio(conversation) && message.Accepted < Facts.Never)
            {
                findings.Count("stored late, and marked so");
                continue;
            }
            if (earliest < message.Posted)
                findings.Violate("I4", $"{facts.Name(conversation, which)} was accepted before {line.Number} was written, and stands below it");
            else if (which >= 0 && which < line.Number && message.Accepted == earliest)
                findings.Violate("I4", $"{facts.Name(conversation, which)} came in one batch with {line.Number}, is older, and stands below it");
            // Twilio says of no message when it was written. One that it brings to two silos stands where it came to first, unless
            // that one had it on its disk only and the other stored it.
            var accepted = facts.Cast.IsTwilio(conversation) ? message.LastAccepted : message.Accepted;
            if (accepted < earliest)
                (earliest, which) = (accepted, line.Number);
        }
    }

    private static void Count(Facts facts, int conversation, Findings findings)
    {
        foreach (var (number, message) in facts.Messages[conversation].Index())
        {
            if (message.Posted == Facts.Never)
                continue;
            findings.Count(message.Accepted == Facts.Never ? "given up by the provider" : "accepted");
            if (message.Shown == 0 && message.Accepted != Facts.Never)
                findings.Violate("I1", $"{facts.Name(conversation, number)} was accepted and is lost");
            else if (message.Shown > 0 && message.Accepted == Facts.Never)
                findings.Count("given up by the provider and stored");
            if (message.Shown > 1)
                findings.Violate("I1", $"{facts.Name(conversation, number)} stands {message.Shown} times in transcripts");
        }
    }
}
