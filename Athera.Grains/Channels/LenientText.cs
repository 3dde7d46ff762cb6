using System.Globalization;
using System.Text;

namespace Athera.Channels;

/// <summary>
/// Reads a JSON string that is not valid Unicode. What a customer wrote is worth more than the half emoji somebody cut in it, so
/// each broken part becomes U+FFFD and the rest is kept.
/// </summary>
internal static class LenientText
{
    /// <summary>The text.</summary>
    /// <param name="json">The string as it came, without its quotes; its escapes have been checked by the JSON reader.</param>
    public static string Read(ReadOnlySpan<byte> json)
    {
        var text = Unescape(Encoding.UTF8.GetString(json));
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune);
        return whole.ToString();
    }

    private static string Unescape(string json)
    {
        var text = new StringBuilder(json.Length);
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] != '\\')
                text.Append(json[at]);
            else if (json[++at] is not 'u')
                text.Append(Control(json[at]));
            else
            {
                text.Append((char)ushort.Parse(json.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 4;
            }
        }
        return text.ToString();
    }

    private static char Control(char letter) => letter switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => letter,
    };
}
