using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Athera.Testing.Models;

/// <summary>
/// Finds directives wherever they are in texts: in the open, in base64 or rot13, backwards, wide, between invisible letters, inside JSON,
/// or cut in two.
/// </summary>
public static partial class Directives
{
    /// <summary>The directives of texts, each once, in the order in which they are met.</summary>
    /// <param name="texts">What is read one by one and then in one piece.</param>
    public static IReadOnlyList<Directive> Of(IReadOnlyList<string> texts) =>
    [
        .. texts.Append(string.Concat(texts)).SelectMany(Readings).SelectMany(text => DirectivePattern().Matches(text))
            .Select(m => new Directive(m.Groups["verb"].Value, m.Groups["what"].Value.Trim())).Distinct(),
    ];

    private static IEnumerable<string> Readings(string text)
    {
        foreach (var one in Inner(text).Prepend(text))
        {
            var plain = Plain(one);
            yield return one;
            yield return plain;
            yield return Rot13(one);
            yield return new string([.. one.Reverse()]);
            foreach (var decoded in Base64Pattern().Matches(plain).Select(m => Decoded(m.Value)))
                yield return decoded;
        }
    }

    // What strings inside JSON say, which is written with escapes.
    private static IEnumerable<string> Inner(string text)
    {
        if (text.IndexOf('{', StringComparison.Ordinal) is var start && start < 0)
            return [];
        try
        {
            using var document = JsonDocument.Parse(text[start..(text.LastIndexOf('}') + 1)]);
            return [.. Strings(document.RootElement)];
        }
        catch (Exception e) when (e is JsonException or ArgumentOutOfRangeException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => Strings(m.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    // Tag characters are letters nobody sees, wide ones are the same letters, and other invisible ones stand between letters.
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is > 0xE0000 and < 0xE007F)
                plain.Append((char)(rune.Value - 0xE0000));
            else if (rune.Value is >= 0xFF01 and <= 0xFF5E)
                plain.Append((char)(rune.Value - 0xFF01 + '!'));
            else if (Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.Format)
                plain.Append(rune);
        }
        return plain.ToString();
    }

    private static string Rot13(string text) => string.Concat(text.Select(c =>
        c is >= 'a' and <= 'z' ? (char)('a' + ((c - 'a' + 13) % 26)) : c is >= 'A' and <= 'Z' ? (char)('A' + ((c - 'A' + 13) % 26)) : c));

    private static string Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }

    [GeneratedRegex(@"\[\[(?<verb>do|say|tell|loop):(?<what>.*?)\]\]", RegexOptions.Singleline)]
    private static partial Regex DirectivePattern();

    [GeneratedRegex("[A-Za-z0-9+/]{20,}={0,2}")]
    private static partial Regex Base64Pattern();
}
