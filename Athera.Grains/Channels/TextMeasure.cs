using System.Globalization;
using System.Text;

namespace Athera.Channels;

/// <summary>How much text one message of a channel carries. Some channels count characters and some count bytes.</summary>
/// <param name="Length">In UTF-16 units, at least 2.</param>
/// <param name="Bytes">In UTF-8 bytes, at least 4; <see langword="null"/> if the channel does not count those.</param>
public readonly record struct TextMeasure(int Length, int? Bytes = null)
{
    /// <summary>Whether one message carries the text.</summary>
    public bool Holds(string text) => text.Length <= Length && (Bytes is not { } bytes || Encoding.UTF8.GetByteCount(text) <= bytes);

    /// <summary>The longest beginning that fits, in UTF-16 units, never between the halves of a surrogate pair.</summary>
    public int Fit(string text)
    {
        var (at, bytes) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            // Half a pair counts as the mark it is replaced by: one unit, like the half itself.
            if (at + rune.Utf16SequenceLength > Length || bytes > Bytes)
                break;
            at += rune.Utf16SequenceLength;
        }
        return at;
    }

    /// <summary>Says the limit that a writer meets first.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Bytes ?? Length} {(Bytes is null ? "characters" : "bytes")}");
}
