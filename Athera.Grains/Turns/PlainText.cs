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
            Append(plain, rune);
        return plain.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static void Append(StringBuilder plain, Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (category == UnicodeCategory.DecimalDigitNumber)
            plain.Append((int)Rune.GetNumericValue(rune));
        else if (!IsInvisible(rune, category))
            plain.Append(rune.Value is 0x3002 or 0xFF61 ? "." : rune.ToString());
    }

    // Variation selectors and the grapheme joiner are marks to Unicode and nothing to the eye.
    private static bool IsInvisible(Rune rune, UnicodeCategory category) =>
        category is UnicodeCategory.Format or UnicodeCategory.Control ? !Rune.IsWhiteSpace(rune) : rune.Value is 0x034F or (>= 0xFE00 and <= 0xFE0F);
}
