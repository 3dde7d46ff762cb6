using System.Xml;
using System.Xml.Linq;
using Athera.Lab.Wire;

namespace Athera.Lab.Twilio;

/// <summary>
/// What Twilio sends to the customer because of how a webhook was answered: the messages of a TwiML document, and also any
/// plain text, so that an "OK" meant for a health check reaches people.
/// </summary>
public static class TwilioReply
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>The texts the customer gets; none for an empty TwiML document, a 204 or a failure.</summary>
    public static IReadOnlyList<string> Texts(WebhookOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (!outcome.Accepted || outcome.Body.Length == 0) return [];
        return outcome.ContentType switch
        {
            "text/plain" => [outcome.Body],
            "text/xml" or "application/xml" => Messages(outcome.Body),
            _ => [],
        };
    }

    private static List<string> Messages(string twiml)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(twiml), Settings);
            return [.. XDocument.Load(reader).Descendants("Message").Select(message => message.Value)];
        }
        catch (XmlException)
        {
            return []; // Twilio notes error 12100 and sends nothing.
        }
    }
}
