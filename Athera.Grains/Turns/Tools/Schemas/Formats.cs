using System.Globalization;

namespace Athera.Turns.Tools.Schemas;

/// <summary>The formats a text may be asked to have.</summary>
internal static class Formats
{
    /// <summary>Whether a text has it. One that is not known here says something to a model and asks nothing of the text.</summary>
    public static bool Holds(string format, string text) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "email" => IsEmail(text),
        "uuid" => Guid.TryParse(text, out _),
        _ => true,
    };

    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && text.IndexOf('.', at) > at + 1 && !text.EndsWith('.') && !text.Any(char.IsWhiteSpace)
            && text.Length <= 254;
    }
}
