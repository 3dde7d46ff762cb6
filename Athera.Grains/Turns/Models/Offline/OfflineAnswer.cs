using System.Text.RegularExpressions;

namespace Athera.Turns.Models.Offline;

/// <summary>The rules of the offline model.</summary>
public static partial class OfflineAnswer
{
    private static readonly string[] Greetings = ["hello", "hi", "hey", "hallo", "hola", "bonjour", "ciao"];
    private static readonly string[] Thanks = ["thank", "thx", "danke", "gracia", "merci", "grazie"];

    /// <summary>What it says when it knows nothing.</summary>
    public const string Unknown = "I am Athera's built-in offline assistant and do not know that. "
        + "A colleague will read your message, or connect a model and I will know more.";

    /// <summary>The fact a contact asked for, or <see langword="null"/>.</summary>
    /// <param name="question">What was written.</param>
    /// <param name="instructions">Lines of the form <c>topic, topic: answer</c> are what it knows; the rest it cannot follow.</param>
    public static string? Fact(string question, string instructions) => Fact(Words(question), instructions);

    /// <summary>The answer to what asks for nothing.</summary>
    public static string Manners(string message)
    {
        var words = Words(message);
        return words.Overlaps(Thanks) ? "You are welcome. Is there anything else I can do?"
            : words.Overlaps(Greetings) ? "Hello! I am Athera's built-in offline assistant. What can I do for you?"
            : Unknown;
    }

    /// <summary>Whether a message only greets or thanks.</summary>
    public static bool IsManners(string message) => Words(message) is { Count: <= 4 } words && (words.Overlaps(Thanks) || words.Overlaps(Greetings));

    private static string? Fact(HashSet<string> words, string instructions)
    {
        var (best, most) = ((string?)null, 0);
        foreach (var line in instructions.Split('\n', StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || colon == line.Length - 1)
                continue;
            var hits = Words(line[..colon]).Count(words.Contains);
            if (hits > most)
                (best, most) = (line[(colon + 1)..].Trim(), hits);
        }
        return best;
    }

    // A plural is the same topic; nothing cleverer is promised.
    private static HashSet<string> Words(string text) =>
    [
        .. WordPattern().Matches(text.ToLowerInvariant())
            .Select(w => w.Value.Length > 3 && w.Value.EndsWith('s') ? w.Value[..^1] : w.Value),
    ];

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex WordPattern();
}
