using System.Buffers;
using System.Text;
using Athera.Agents;

namespace Athera.Conversations;

/// <summary>
/// Reads whether a message asks for a person. It is decided without a model, so that no model can talk a contact out of it. Phrases
/// count at word boundaries, in any case; languages that write no spaces are searched anywhere.
/// </summary>
public static class HandOverWords
{
    private const int Longest = 2_000;

    private static readonly SearchValues<string> Phrases = SearchValues.Create([.. new[]
    {
        // English, German, French, Spanish, Portuguese
        "speak to a human", "talk to a human", "speak with a human", "talk with a human", "speak to a person", "talk to a person",
        "speak to a real person", "talk to a real person", "speak to someone", "talk to someone", "human agent", "real human", "live agent",
        "speak to an agent", "talk to an agent", "speak to a representative", "talk to a representative", "speak to your manager",
        "i want a human", "i need a human", "connect me to a person", "customer service representative",
        "mit einem menschen sprechen", "mit einem menschen reden", "mit jemandem sprechen", "mit jemandem reden", "echten menschen",
        "echte person", "mit einem mitarbeiter", "mit einer mitarbeiterin", "mitarbeiter sprechen", "mit einer person sprechen",
        "parler à un humain", "parler à une personne", "parler à quelqu'un", "parler à un conseiller", "parler avec un conseiller",
        "un vrai humain", "une vraie personne", "parler à un agent",
        "hablar con una persona", "hablar con un humano", "hablar con alguien", "hablar con un agente", "persona real", "agente humano",
        "falar com uma pessoa", "falar com um humano", "falar com alguém", "falar com um atendente", "pessoa real", "atendente humano",
        // Italian, Dutch, Polish, Turkish, Swedish, Danish, Norwegian, Finnish, Czech, Romanian, Hungarian, Indonesian, Vietnamese
        "parlare con una persona", "parlare con un operatore", "parlare con qualcuno", "operatore umano", "persona reale",
        "met een mens praten", "met een mens spreken", "met een medewerker", "met iemand praten", "met iemand spreken", "echt persoon", "echte mens",
        "rozmawiać z człowiekiem", "porozmawiać z człowiekiem", "rozmawiać z konsultantem", "porozmawiać z konsultantem", "prawdziwy człowiek",
        "bir insanla konuşmak", "insanla görüşmek", "müşteri temsilcisi", "temsilciyle görüşmek", "gerçek bir kişi",
        "prata med en människa", "tala med en människa", "prata med någon", "riktig person", "tale med et menneske", "tale med en person",
        "snakke med et menneske", "snakke med en person", "snakke med noen", "puhua ihmiselle", "puhua ihmisen kanssa", "oikea ihminen",
        "mluvit s člověkem", "mluvit s operátorem", "živý operátor", "vorbesc cu o persoană", "vorbesc cu un om", "vorbi cu un operator",
        "emberrel beszélni", "ügyintézővel beszélni", "bicara dengan manusia", "berbicara dengan manusia", "bicara dengan orang",
        "bicara dengan agen", "nói chuyện với người", "gặp nhân viên", "nói chuyện với nhân viên",
        // Russian, Ukrainian, Greek, Arabic, Hebrew, Hindi
        "поговорить с человеком", "говорить с человеком", "позовите оператора", "живой человек", "с оператором", "живого человека",
        "поговорити з людиною", "з оператором", "жива людина", "μιλήσω με άνθρωπο", "μιλήσω με κάποιον", "με εκπρόσωπο",
        "التحدث مع شخص", "التحدث إلى شخص", "أتحدث مع موظف", "التحدث مع موظف", "شخص حقيقي", "לדבר עם נציג", "לדבר עם בן אדם", "נציג אנושי",
        "इंसान से बात", "किसी व्यक्ति से बात", "एजेंट से बात",
    }.Select(Plain)], StringComparison.Ordinal);

    private static readonly SearchValues<string> Unspaced = SearchValues.Create(
    [
        "转人工", "人工客服", "找人工", "真人客服", "轉人工", "真人客服", "人と話したい", "担当者と話", "オペレーターと話", "オペレーターにつな", "人間と話",
        "상담원 연결", "상담원과", "사람과 이야기", "사람과 통화", "คุยกับคน", "คุยกับเจ้าหน้าที่", "ติดต่อเจ้าหน้าที่",
    ], StringComparison.Ordinal);

    /// <summary>Whether it does.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="rules">The agent's own phrases.</param>
    public static bool Ask(string? text, HandOverRules rules)
    {
        if (string.IsNullOrWhiteSpace(text))
            return false;
        text = text.Length > Longest ? text[..Longest] : text;
        if (text.AsSpan().ContainsAny(Unspaced))
            return true;
        var plain = Plain(text);
        return plain.AsSpan().ContainsAny(Phrases)
            || rules.Phrases.Any(phrase => plain.Contains(Plain(phrase), StringComparison.Ordinal));
    }

    // Words in lower case, each between two spaces: a phrase then counts at word boundaries only. Phones write several apostrophes.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.SpacingCombiningMark)
                plain.Append(char.ToLowerInvariant(letter));
            else if (plain[^1] != ' ')
                plain.Append(' ');
        }
        return (plain[^1] == ' ' ? plain : plain.Append(' ')).ToString();
    }
}
