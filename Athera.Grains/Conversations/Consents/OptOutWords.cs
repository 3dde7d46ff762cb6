using System.Collections.Frozen;
using System.Text;
using Athera.Channels;

namespace Athera.Conversations;

/// <summary>
/// Reads whether a message asks to be left alone. A word counts only when it is the whole message, in any case, one trailing full stop
/// or exclamation mark dropped. The English words are those that carriers and providers act on (with REVOKE and OPTOUT since 2025);
/// of other languages only words that hardly mean anything else.
/// </summary>
public static class OptOutWords
{
    /// <summary>Longer than any word; what is longer is not one.</summary>
    private const int LongestWord = 32;

    private static readonly FrozenDictionary<string, Word> Words = new (Keyword Keyword, string Language, string[] Words)[]
    {
        (Keyword.Stop, "en",
            ["STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "OPT OUT", "OPT-OUT"]),
        (Keyword.Start, "en", ["START", "UNSTOP", "YES"]),
        (Keyword.Help, "en", ["HELP", "INFO"]),
        (Keyword.Stop, "de", ["STOPP", "ABMELDEN", "ABBESTELLEN"]),
        (Keyword.Start, "de", ["ANMELDEN"]),
        (Keyword.Help, "de", ["HILFE"]),
        (Keyword.Stop, "fr", ["ARRET", "ARRÊT", "ARRETER", "ARRÊTER", "DESABONNER", "DÉSABONNER", "DESINSCRIRE", "DÉSINSCRIRE"]),
        (Keyword.Help, "fr", ["AIDE"]),
        (Keyword.Stop, "es", ["BAJA", "ALTO", "DARME DE BAJA"]),
        (Keyword.Start, "es", ["ALTA"]),
        (Keyword.Help, "es", ["AYUDA"]),
        (Keyword.Stop, "pt", ["SAIR", "PARAR", "DESCADASTRAR"]),
        (Keyword.Help, "pt", ["AJUDA"]),
        (Keyword.Stop, "it", ["CANCELLAMI", "DISISCRIVIMI", "DISISCRIVERMI"]),
        (Keyword.Help, "it", ["AIUTO"]),
        (Keyword.Stop, "nl", ["AFMELDEN", "UITSCHRIJVEN"]),
        (Keyword.Start, "nl", ["AANMELDEN"]),
        (Keyword.Help, "nl", ["HULP"]),
    }.SelectMany(row => row.Words.Select(text => (text, Word: new Word(row.Keyword, row.Language, row.Language == "en"))))
        .ToFrozenDictionary(row => row.text, row => row.Word, StringComparer.Ordinal);

    // Said in a sentence it is for a person to judge. Without apostrophes, since phones write three kinds of them.
    private static readonly string[] Wishes =
    [
        "stop texting", "stop messaging", "stop writing to me", "stop writing me", "stop contacting", "stop sending me", "stop calling me",
        "dont text me", "do not text me", "dont message me", "do not message me", "dont contact me", "do not contact me",
        "dont write to me", "do not write to me", "leave me alone", "take me off", "remove me from", "unsubscribe me", "no more messages",
        "no more texts", "never text me", "never contact me",
        "schreib mir nicht mehr", "schreiben sie mir nicht mehr", "keine nachrichten mehr", "lasst mich in ruhe", "lass mich in ruhe",
        "lassen sie mich in ruhe", "kontaktieren sie mich nicht",
        "no me escriba", "no me escriban", "no me escribas", "no me envíen", "no me envie", "no me envíes", "déjame en paz", "dejame en paz",
        "ne mécrivez plus", "ne mécris plus", "laissez-moi tranquille", "laisse-moi tranquille", "ne me contactez plus",
        "não me mande", "não me envie", "pare de me mandar", "pare de me enviar", "me deixe em paz",
        "non scrivermi", "non scrivetemi", "lasciami in pace", "lasciatemi in pace", "stuur me geen", "laat me met rust",
    ];

    /// <summary>The word a message is, or <see langword="null"/>.</summary>
    public static Word? Read(string? text)
    {
        if (text is null || text.Length > 4 * LongestWord || text.Trim() is not { Length: > 0 and <= LongestWord + 1 } word)
            return null;
        if (word[^1] is '.' or '!')
            word = word[..^1].TrimEnd();
        return Words.GetValueOrDefault(word.ToUpperInvariant());
    }

    /// <summary>Whether a message says, in words of its own, that its writer does not want to be written to.</summary>
    public static bool IsWish(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return false;
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is not ('\'' or '’' or '‘' or '`'))
                plain.Append(char.IsWhiteSpace(letter) ? ' ' : char.ToLowerInvariant(letter));
        }
        var said = plain.ToString();
        return Wishes.Any(wish => said.Contains(wish, StringComparison.Ordinal));
    }

    /// <summary>A word that asks for something.</summary>
    /// <param name="Keyword">What.</param>
    /// <param name="Language">Whose word it is, ISO 639-1.</param>
    /// <param name="Carriers">Providers that act on words act on this one.</param>
    public sealed record Word(Keyword Keyword, string Language, bool Carriers);
}
