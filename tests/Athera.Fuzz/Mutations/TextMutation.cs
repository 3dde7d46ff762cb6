namespace Athera.Fuzz.Mutations;

/// <summary>Text as headers and targets have it, changed.</summary>
internal static class TextMutation
{
    private static readonly string[] Pieces =
        ["%", "%4", "%zz", "%00", "+", "?", "&", "=", "#", "://", "@", ":", "[", "]", "..", "é", "sha256=", "bodySHA256=", "mid=", "\ud83d", new('a', 500)];

    /// <summary>The text after up to three changes; often none.</summary>
    public static string Of(string text, Random chance)
    {
        for (var times = chance.Next(4); times > 0; times--)
        {
            var at = chance.Next(text.Length + 1);
            var end = Math.Min(at + chance.Next(1, 12), text.Length);
            text = chance.Next(5) switch
            {
                0 => text[..at],
                1 => text[..at] + text[end..],
                2 => text[..at] + text[at..end] + text[at..],
                3 => text[..at] + (char)chance.Next(1, 300) + text[end..],
                _ => text[..at] + Pieces[chance.Next(Pieces.Length)] + text[at..],
            };
        }
        return text;
    }
}
