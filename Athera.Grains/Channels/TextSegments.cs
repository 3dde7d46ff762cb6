using System.Buffers;
using Athera.Conversations;

namespace Athera.Channels;

/// <summary>How many segments a text message is on a phone network (3GPP TS 23.038), which is what carriers bill.</summary>
/// <param name="Encoding">How it is encoded.</param>
/// <param name="Count">How many there are; 1 for an empty text.</param>
public readonly record struct TextSegments(TextEncoding Encoding, int Count)
{
    private static readonly SearchValues<char> Basic = SearchValues.Create(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
        + "abcdefghijklmnopqrstuvwxyzäöñüà");

    // Each takes an escape and a second character.
    private static readonly SearchValues<char> Extended = SearchValues.Create("^{}\\[~]|€\f");

    /// <summary>
    /// Counts. One character outside the seven-bit alphabet makes the whole text sixteen-bit. In several segments a character of two
    /// units is not torn apart: it moves to the next segment whole.
    /// </summary>
    public static TextSegments Of(string text)
    {
        var seven = text.AsSpan().IndexOfAnyExcept(Basic) < 0 || text.All(c => Basic.Contains(c) || Extended.Contains(c));
        return seven
            ? new(TextEncoding.Gsm7, Joined(text, 160, 153, static (text, at) => (Extended.Contains(text[at]) ? 2 : 1, 1)))
            : new(TextEncoding.Ucs2, Joined(text, 70, 67, static (text, at) =>
                char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? (2, 2) : (1, 1)));
    }

    private static int Joined(string text, int alone, int joined, Func<string, int, (int Units, int Chars)> next)
    {
        var (total, segments, used) = (0, 1, 0);
        for (var at = 0; at < text.Length;)
        {
            var (units, chars) = next(text, at);
            total += units;
            if (used + units > joined)
                (segments, used) = (segments + 1, 0);
            used += units;
            at += chars;
        }
        return total <= alone ? 1 : segments;
    }
}
