using System.Globalization;
using System.Text;

namespace Athera.Turns;

/// <summary>
/// A text as it reads: no invisible characters, one form for each letter, digit and dot. What looks the same is found the same.
/// </summary>
internal static class PlainText
{
    /// <summary>The text as it reads.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.DecimalDigitNumber)
                plain.Append((int)Rune.GetNumericValue(rune));
            else if (!IsInvisible(rune, category))
                plain.Append(Letter(rune.Value) is { } letter ? letter : rune);
        }
        return plain.ToString();
    }

    // Variation selectors and the grapheme joiner are marks to Unicode and nothing to the eye.
    private static bool IsInvisible(Rune rune, UnicodeCategory category) =>
        category is UnicodeCategory.Format or UnicodeCategory.Control
            ? !Rune.IsWhiteSpace(rune)
            : rune.Value is 0x034F or (>= 0xFE00 and <= 0xFE0F);

    // Wide, mathematical and circled letters, and the dots of other scripts. Written out, since without ICU nothing normalizes them.
    private static Rune? Letter(int value) => value switch
    {
        >= 0xFF01 and <= 0xFF5E => new Rune(value - 0xFF01 + '!'),
        >= 0x1D400 and <= 0x1D6A3 => new Rune((value - 0x1D400) % 52 is var place && place < 26 ? 'A' + place : 'a' + place - 26),
        >= 0x24B6 and <= 0x24CF => new Rune(value - 0x24B6 + 'A'),
        >= 0x24D0 and <= 0x24E9 => new Rune(value - 0x24D0 + 'a'),
        0x3002 or 0xFF61 or 0x2024 or 0xFE52 => new Rune('.'),
        _ => null,
    };
}
