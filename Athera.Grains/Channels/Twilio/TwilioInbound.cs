using System.Globalization;
using System.Net;
using System.Text;

namespace Athera.Channels.Twilio;

/// <summary>
/// A listed inbound message in the form of the webhook that should have brought it, so that both are read by the same code. The list
/// tells less: no profile name, no buttons, and of media only how many there are; their own list is found by the message's id.
/// </summary>
internal static class TwilioInbound
{
    /// <summary>The message.</summary>
    public static ListedMessage Of(ChannelAccountId account, string accountSid, TwilioListed listed)
    {
        KeyValuePair<string, string>[] fields =
        [
            new("MessageSid", listed.Sid), new("AccountSid", accountSid), new("From", listed.From), new("To", listed.To),
            new("Body", listed.Body), new("NumMedia", listed.Media.ToString(CultureInfo.InvariantCulture)),
        ];
        var body = string.Join('&', fields.Select(f => $"{f.Key}={WebUtility.UrlEncode(f.Value)}"));
        var request = new WebhookRequest
        {
            Provider = TwilioWebhooks.ProviderName,
            Account = account,
            Method = "POST",
            Target = $"/webhooks/{TwilioWebhooks.ProviderName}/{account}",
            Headers = new Dictionary<string, string> { ["content-type"] = "application/x-www-form-urlencoded" },
            Body = Encoding.UTF8.GetBytes(body),
        };
        var content = TwilioMessages.Read(request, TwilioForm.Parse(request.Body.Span) ?? TwilioForm.Empty, TwilioChannel.AccountId(accountSid));
        return new ListedMessage(listed.Sid, listed.CreatedAt, request, new([.. content.Elements.Select(e => Timed(e, listed.CreatedAt))]));
    }

    // A webhook that comes in time needs no time in it; this one did not.
    private static WebhookElement Timed(WebhookElement element, DateTimeOffset at) =>
        element is ReceivedElement e ? e with { Message = e.Message with { SentAt = at } } : element;
}
