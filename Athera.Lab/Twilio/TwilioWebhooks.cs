using System.Globalization;
using System.Net;
using System.Text;
using Athera.Lab.Wire;

namespace Athera.Lab.Twilio;

/// <summary>Writes to a business as Twilio does when customers send texts.</summary>
/// <param name="client">Posts the webhooks.</param>
public sealed class TwilioWebhooks(WebhookClient client)
{
    private const string WhatsAppPrefix = "whatsapp:";

    /// <summary>The signed request for one text.</summary>
    public static SignedWebhook Text(TwilioAccount account, TwilioText text)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(text);
        return Sign(account.WebhookUrl, Form(account, text), account.AuthToken) with
        {
            Subject = "message",
            MessageId = text.MessageSid,
            Customer = text.From,
        };
    }

    /// <summary>Any form, signed: for replaying a captured webhook.</summary>
    public static SignedWebhook Sign(Uri url, IReadOnlyList<KeyValuePair<string, string>> form, string authToken)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(form);
        return new SignedWebhook
        {
            Url = url,
            ContentType = "application/x-www-form-urlencoded; charset=utf-8",
            Body = Encoding.ASCII.GetBytes(string.Join('&', form.Select(Encoded))),
            Provider = Provider.Twilio,
            Subject = "webhook",
            Headers = new Dictionary<string, string>
            {
                [TwilioSignature.Header] = TwilioSignature.Of(url.OriginalString, form, authToken),
                ["I-Twilio-Idempotency-Token"] = TwilioIds.Hex(),
                ["User-Agent"] = "TwilioProxy/1.1",
            },
        };
    }

    /// <summary>Posts one text once: Twilio does not repeat inbound messages.</summary>
    public Task<WebhookOutcome> SendAsync(TwilioAccount account, TwilioText text, CancellationToken cancellation = default) =>
        client.PostAsync(Text(account, text), RetrySchedule.TwilioInbound, cancellation);

    /// <summary>Posts a webhook as often as the schedule says, for an account with retry overrides.</summary>
    public Task<WebhookOutcome> PostAsync(
        SignedWebhook webhook, RetrySchedule schedule, CancellationToken cancellation = default) =>
        client.PostAsync(webhook, schedule, cancellation);

    internal static SignedWebhook Status(TwilioMessage message, string authToken) =>
        Sign(message.StatusCallback!, TwilioStatusForm.Of(message), authToken) with
        {
            Subject = $"status {message.Status}",
            MessageId = message.Sid,
            Customer = message.To,
        };

    private static List<KeyValuePair<string, string>> Form(TwilioAccount account, TwilioText text)
    {
        var isWhatsApp = text.From.StartsWith(WhatsAppPrefix, StringComparison.Ordinal);
        var form = new TwilioForm()
            .With("MessageSid", text.MessageSid).With("SmsSid", text.MessageSid).With("SmsMessageSid", text.MessageSid)
            .With("AccountSid", account.AccountSid).WithIf("MessagingServiceSid", account.MessagingServiceSid)
            .With("From", text.From).With("To", account.Number).With("Body", text.Text)
            .With("NumMedia", "0").With("SmsStatus", "received").With("ApiVersion", "2010-04-01")
            .With("NumSegments", SmsSegments.Count(text.Text).ToString(CultureInfo.InvariantCulture))
            .WithIf("OptOutType", text.OptOutType);
        if (isWhatsApp)
            return form.With("MessageType", "text").With("WaId", text.From[WhatsAppPrefix.Length..].TrimStart('+'))
                .With("ProfileName", text.ProfileName ?? "").Pairs;
        // Where the number is registered; often empty, and signed all the same.
        return form.With("FromCountry", "US").With("FromCity", "").With("ToCountry", "US").With("ToCity", "").Pairs;
    }

    private static string Encoded(KeyValuePair<string, string> pair) =>
        $"{WebUtility.UrlEncode(pair.Key)}={WebUtility.UrlEncode(pair.Value)}";
}
