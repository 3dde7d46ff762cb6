using System.Globalization;

namespace Athera.Channels;

/// <summary>Cuts text that is longer than Athera takes in, where a reader would not notice half a character.</summary>
internal static class TextLimit
{
    /// <summary>The text, or as much of its beginning as fits without taking a character apart.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">In UTF-16 units.</param>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = 0;
        // An emoji of a family is one character to a reader and eleven units here.
        while (StringInfo.GetNextTextElementLength(text, end) is var next && end + next <= longest)
            end += next;
        return text[..(end > 0 ? end : char.IsLowSurrogate(text[longest]) ? longest - 1 : longest)];
    }

    /// <summary>The text, or its beginning without half a surrogate pair, where no person reads it.</summary>
    /// <param name="text">Any text, or none.</param>
    /// <param name="longest">In UTF-16 units.</param>
    public static string? Shorten(string? text, int longest) =>
        text is null || text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
