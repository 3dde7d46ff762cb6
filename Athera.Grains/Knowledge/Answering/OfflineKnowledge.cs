using System.Text;
using Athera.Knowledge.Searching;
using Athera.Turns.Tools;

namespace Athera.Knowledge.Answering;

/// <summary>
/// Answers a question out of found passages by rules alone, word for word and with its source: it chooses sentences and makes none up.
/// </summary>
public static class OfflineKnowledge
{
    /// <summary>Characters of an answer at most, its source not counted.</summary>
    public const int MaxAnswer = 480;

    /// <summary>What is said when the passages hold no answer.</summary>
    public const string Unknown = "I do not know that.";

    private const int MaxSentences = 3;

    /// <summary>Answers.</summary>
    /// <param name="question">What the contact asked.</param>
    /// <param name="found">Passages, best first.</param>
    public static KnowledgeAnswer Answer(string question, IReadOnlyList<KnowledgePassage> found)
    {
        var asked = SearchTerms.OfQuestion(question);
        var best = found.Where(passage => !string.IsNullOrWhiteSpace(passage.Text)).Select(passage => (Passage: passage, Told: Told(asked, passage)))
            .Where(one => one.Told > 0 && 2 * one.Told >= Math.Min(asked.Count, 4))
            .OrderByDescending(one => one.Told).Select(one => one.Passage).FirstOrDefault();
        if (best is null)
            return new KnowledgeAnswer(Unknown, []);
        var source = new ToolSource(best.Article.ToString(), best.Version, best.Title, best.Part);
        return new KnowledgeAnswer($"{Excerpt(asked, best.Text)}\n\n({string.Join(" › ", best.Path.Prepend(best.Title))})", [source]);
    }

    // How many of the terms asked for it tells something of.
    private static int Told(IReadOnlyList<string> asked, KnowledgePassage passage)
    {
        var terms = SearchTerms.Of(string.Join(' ', [passage.Title, .. passage.Path, passage.Text])).ToHashSet();
        return asked.Count(term => terms.Any(one => AreAlike(one, term)));
    }

    // From the sentence that tells most of what was asked; what stands behind it mostly belongs to it.
    private static string Excerpt(IReadOnlyList<string> asked, string text)
    {
        var sentences = Sentences(text);
        var first = Enumerable.Range(0, sentences.Count).MaxBy(i => Hits(asked, sentences[i]));
        var excerpt = new StringBuilder();
        foreach (var sentence in sentences.Skip(first).Take(MaxSentences))
        {
            if (excerpt.Length > 0 && excerpt.Length + 1 + sentence.Length > MaxAnswer)
                break;
            excerpt.Append(excerpt.Length > 0 ? " " : "").Append(sentence);
        }
        return excerpt.Length <= MaxAnswer ? excerpt.ToString() : Cut(excerpt.ToString());
    }

    private static int Hits(IReadOnlyList<string> asked, string sentence)
    {
        var terms = SearchTerms.Of(sentence);
        return asked.Count(term => terms.Any(one => AreAlike(one, term)));
    }

    private static string Cut(string text)
    {
        var end = text.LastIndexOf(' ', MaxAnswer - 1);
        end = end > MaxAnswer / 2 ? end : MaxAnswer - 1;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }

    private static List<string> Sentences(string text)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var ends = text[at] is '\n' or '。' or '！' or '？'
                || (text[at] is '.' or '!' or '?' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1])));
            if (!ends)
                continue;
            Add(text[start..(at + 1)]);
            start = at + 1;
        }
        Add(text[start..]);
        return sentences;

        void Add(string sentence)
        {
            if (!string.IsNullOrWhiteSpace(sentence))
                sentences.Add(sentence.Trim());
        }
    }

    // Another ending is the same word: deliver, delivers, delivery, deliveries. Nothing cleverer is promised.
    private static bool AreAlike(string one, string other)
    {
        if (one == other)
            return true;
        var common = one.AsSpan().CommonPrefixLength(other);
        var shorter = Math.Min(one.Length, other.Length);
        return common >= 4 && common >= shorter - 1 && Math.Max(one.Length, other.Length) - common <= 4;
    }
}

/// <summary>An answer out of knowledge.</summary>
/// <param name="Text">What is said.</param>
/// <param name="Sources">What it rests on; nothing when there is no answer.</param>
public sealed record KnowledgeAnswer(string Text, IReadOnlyList<ToolSource> Sources)
{
    /// <summary>Whether there is an answer.</summary>
    public bool IsKnown => Sources.Count > 0;

    /// <summary>Says only whether there is one.</summary>
    public override string ToString() => $"KnowledgeAnswer({(IsKnown ? "known" : "unknown")})";
}
