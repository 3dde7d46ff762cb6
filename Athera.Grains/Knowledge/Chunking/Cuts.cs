namespace Athera.Knowledge.Chunking;

/// <summary>Cuts a paragraph that is too long where a reader would pause.</summary>
internal static class Cuts
{
    /// <summary>The paragraph in pieces of at most <paramref name="max"/> characters; only white space between two pieces is dropped.</summary>
    public static IEnumerable<string> Pieces(string paragraph, int max)
    {
        var rest = paragraph.Trim();
        while (rest.Length > max)
        {
            var cut = Cut(rest, max);
            yield return rest[..cut].TrimEnd();
            rest = rest[cut..].TrimStart();
        }
        if (rest.Length > 0)
            yield return rest;
    }

    // In the second half only, or a text with an early pause would fall into crumbs.
    private static int Cut(string text, int max)
    {
        var (sentence, space) = (0, 0);
        for (var at = max; at > max / 2; at--)
        {
            if (text[at - 1] == '\n' || text[at] == '\n')
                return at;
            if (sentence == 0 && EndsSentence(text, at))
                sentence = at;
            if (space == 0 && char.IsWhiteSpace(text[at]))
                space = at;
        }
        return sentence > 0 ? sentence
            : space > 0 ? space
            : char.IsHighSurrogate(text[max - 1]) ? max - 1 : max;
    }

    private static bool EndsSentence(string text, int at) =>
        text[at - 1] is '。' or '！' or '？' or '।' || (text[at - 1] is '.' or '!' or '?' or '…' or '؟' && char.IsWhiteSpace(text[at]));
}
