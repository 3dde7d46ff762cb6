using System.Collections.Frozen;

namespace Athera.Conversations;

/// <summary>Guesses the language of a text: by its script, or by the small words of which every sentence has some.</summary>
internal static class Languages
{
    private const int Longest = 2_000;

    private static readonly (char From, char To, string Language)[] Scripts =
    [
        ('\u3040', '\u30ff', "ja"), ('\uac00', '\ud7af', "ko"), ('\u4e00', '\u9fff', "zh"), ('\u0590', '\u05ff', "he"),
        ('\u0600', '\u06ff', "ar"), ('\u0900', '\u097f', "hi"), ('\u0e00', '\u0e7f', "th"), ('\u0370', '\u03ff', "el"), ('\u0400', '\u04ff', "ru"),
    ];

    private static readonly FrozenDictionary<string, string[]> SmallWords = new Dictionary<string, string>
    {
        ["en"] = "the is are you what do have i my your can when how please to",
        ["de"] = "der die das ist und ich sie haben wann wie bitte nicht ein eine für mein kann",
        ["fr"] = "le la les est vous je et pas quand comment avez une des pour mon bonjour merci",
        ["es"] = "el los las es qué cuándo cómo tiene por para una mi hola gracias están quiero",
        ["pt"] = "o os as é você quando como tem por uma meu olá obrigado não quero vocês",
        ["it"] = "il gli è che quando come avete per una mio ciao grazie non vorrei sono",
        ["nl"] = "de het een is jullie wanneer hoe heeft voor mijn niet ik en kan graag",
        ["pl"] = "jest czy kiedy jak proszę nie mam dla się dzień dobry chcę to mój",
        ["tr"] = "bir ne zaman nasıl var mı için merhaba ve bu istiyorum lütfen değil",
        ["sv"] = "är och det en när hur har ni för min inte jag kan hej tack",
        ["id"] = "apa kapan bagaimana saya yang tidak untuk ada bisa dan terima kasih",
    }.SelectMany(l => l.Value.Split(' ').Select(word => (word, l.Key)))
        .GroupBy(w => w.word)
        .ToFrozenDictionary(g => g.Key, g => g.Select(w => w.Key).ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The language, ISO 639-1; <see langword="null"/> when it cannot be told.</summary>
    public static string? Guess(string text)
    {
        text = text.Length > Longest ? text[^Longest..] : text;
        foreach (var (from, to, language) in Scripts)
        {
            if (text.Any(c => c >= from && c <= to))
                return language;
        }
        var votes = new Dictionary<string, int>();
        foreach (var word in text.Split([' ', ',', '.', '?', '!', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var language in SmallWords.GetValueOrDefault(word) ?? [])
                votes[language] = votes.GetValueOrDefault(language) + 1;
        }
        var best = votes.OrderByDescending(v => v.Value).Take(2).ToList();
        return best.Count == 1 || (best.Count == 2 && best[0].Value > best[1].Value) ? best[0].Key : null;
    }
}
