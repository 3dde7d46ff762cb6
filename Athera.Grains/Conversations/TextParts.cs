using Athera.Channels;

namespace Athera.Conversations;

/// <summary>Cuts a long text into messages that a channel carries, where a reader would draw breath.</summary>
internal static class TextParts
{
    private static readonly string[] Seams = ["\n\n", "\n", ". ", "! ", "? ", " "];

    /// <summary>The parts, in order; white space where it was cut is left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="measure">What one part may hold.</param>
    public static List<string> Of(string text, TextMeasure measure)
    {
        List<string> parts = [];
        var rest = text.Trim();
        while (!measure.Holds(rest))
        {
            var cut = Cut(rest, measure.Fit(rest));
            parts.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }
        if (rest.Length > 0)
            parts.Add(rest);
        return parts;
    }

    // In the second half only: short parts would make many of them.
    private static int Cut(string text, int limit)
    {
        foreach (var seam in Seams)
        {
            if (text.LastIndexOf(seam, limit - 1, limit / 2, StringComparison.Ordinal) is > 0 and var at)
                return at + seam.Length;
        }
        return TextLimit.Cut(text, limit).Length;
    }
}
