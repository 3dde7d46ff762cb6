using System.Collections.Frozen;

namespace Athera.Conversations;

/// <summary>What is said about consent, in the language in which it was asked.</summary>
internal static class ConsentTexts
{
    private static readonly FrozenDictionary<string, (string Stopped, string Started, string Help)> Texts =
        new Dictionary<string, (string, string, string)>
        {
            ["en"] = ("You will get no more messages from us here. Reply START to change that.",
                "You will get messages from us here again. Reply STOP to end them.",
                "You are writing with a business that also answers automatically. Just ask, or reply STOP to get no more messages."),
            ["de"] = ("Sie erhalten hier keine Nachrichten mehr von uns. Mit START ändern Sie das.",
                "Sie erhalten hier wieder Nachrichten von uns. Mit STOP beenden Sie das.",
                "Sie schreiben mit einem Unternehmen, das auch automatisch antwortet. Fragen Sie einfach, oder beenden Sie mit STOP."),
            ["fr"] = ("Vous ne recevrez plus de messages ici. Répondez START pour en recevoir à nouveau.",
                "Vous recevrez à nouveau nos messages ici. Répondez STOP pour arrêter.",
                "Vous écrivez à une entreprise qui répond aussi automatiquement. Posez votre question, ou répondez STOP pour arrêter."),
            ["es"] = ("No recibirás más mensajes nuestros aquí. Responde START para volver a recibirlos.",
                "Volverás a recibir mensajes nuestros aquí. Responde STOP para dejar de recibirlos.",
                "Escribes con una empresa que también responde automáticamente. Pregunta, o responde STOP para no recibir más mensajes."),
            ["pt"] = ("Você não receberá mais mensagens nossas aqui. Responda START para voltar a receber.",
                "Você voltará a receber mensagens nossas aqui. Responda STOP para parar.",
                "Você fala com uma empresa que também responde automaticamente. Pergunte, ou responda STOP para parar."),
            ["it"] = ("Non riceverà più nostri messaggi qui. Risponda START per riceverli di nuovo.",
                "Riceverà di nuovo i nostri messaggi qui. Risponda STOP per smettere.",
                "Sta scrivendo a un'azienda che risponde anche automaticamente. Chieda pure, o risponda STOP per smettere."),
            ["nl"] = ("U krijgt hier geen berichten meer van ons. Antwoord START om ze weer te krijgen.",
                "U krijgt hier weer berichten van ons. Antwoord STOP om te stoppen.",
                "U schrijft met een bedrijf dat ook automatisch antwoordt. Stel uw vraag, of antwoord STOP om te stoppen."),
        }.ToFrozenDictionary();

    /// <summary>The text of a notice.</summary>
    public static string Of(AutomaticNotice notice, string language)
    {
        var texts = Texts.GetValueOrDefault(language, Texts["en"]);
        return notice switch
        {
            AutomaticNotice.StopConfirmed => texts.Stopped,
            AutomaticNotice.StartConfirmed => texts.Started,
            _ => texts.Help,
        };
    }
}
