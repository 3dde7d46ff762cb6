using System.Globalization;
using System.Text;

namespace Athera.Knowledge.Searching;

/// <summary>
/// Turns text into the terms that are searched by, the same way for what is kept and for what is asked, and for every engine: lower
/// case, without accents, and cut into pairs where a script has no spaces.
/// </summary>
public static class SearchTerms
{
    /// <summary>Terms of a question that are looked for; the rest of it says nothing new.</summary>
    public const int MaxTerms = 24;

    private const int MaxLength = 64;

    /// <summary>All terms of a text, in order. Each has letters, digits and marks only.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var terms = new List<string>();
        var (word, run) = (new StringBuilder(), new List<Rune>());
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsUnspaced(rune))
            {
                EndWord(word, terms);
                run.Add(rune);
                continue;
            }
            EndRun(run, terms);
            if (Rune.IsLetterOrDigit(rune))
                Folding.Append(word, Rune.ToLowerInvariant(rune));
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
                EndWord(word, terms);
        }
        EndWord(word, terms);
        EndRun(run, terms);
        return terms;
    }

    /// <summary>
    /// The different terms of a question, without the words that every question has; with them if there are no others.
    /// </summary>
    public static IReadOnlyList<string> OfQuestion(string question)
    {
        var terms = Of(question).Distinct().ToList();
        var telling = terms.Where(term => !StopWords.Contains(term)).Take(MaxTerms).ToList();
        return telling.Count > 0 ? telling : [.. terms.Take(MaxTerms)];
    }

    /// <summary>The language of a tag without its region, in lower case.</summary>
    public static string Primary(string language)
    {
        var end = language.AsSpan().IndexOfAny('-', '_');
        return (end < 0 ? language : language[..end]).ToLowerInvariant();
    }

    private static void EndWord(StringBuilder word, List<string> terms)
    {
        if (word.Length > 0)
            terms.Add(word.ToString(0, Math.Min(word.Length, MaxLength)));
        word.Clear();
    }

    private static void EndRun(List<Rune> run, List<string> terms)
    {
        if (run.Count == 1)
            terms.Add(run[0].ToString());
        for (var i = 1; i < run.Count; i++)
            terms.Add($"{run[i - 1]}{run[i]}");
        run.Clear();
    }

    // Chinese, Japanese, Korean, and the scripts of South-East Asia.
    private static bool IsUnspaced(Rune rune) => rune.Value is
        (>= 0x0E01 and <= 0x0E3A) or (>= 0x0E40 and <= 0x0E4E) or (>= 0x0E81 and <= 0x0ECD) or (>= 0x1000 and <= 0x103F)
        or (>= 0x1780 and <= 0x17D3) or (>= 0x3041 and <= 0x3096) or (>= 0x30A1 and <= 0x30FC) or (>= 0x3400 and <= 0x4DBF)
        or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFD);
}
