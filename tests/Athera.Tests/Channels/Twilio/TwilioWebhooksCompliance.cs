using System.Net;
using System.Text;
using Athera.Channels;

namespace Athera.Tests.Channels.Twilio;

public abstract class TwilioWebhooksCompliance : WebhookProtocolCompliance
{
    protected override IWebhookProtocol Protocol { get; } = ChannelHost.Protocol("twilio");

    protected override string Secret { get; } = Fixture.Secret("twilio_auth_token");

    protected override string SignatureHeader => TwilioRequests.SignatureHeader;

    protected abstract Uri WebhookUrl { get; }

    protected override ProofContext Context(params string[] secrets) => new(secrets, ChannelHost.PublicUrl, WebhookUrl);

    // Hexadecimal digits of either case: one form, and so one signature.
    protected override bool SaysTheSame(byte[] one, byte[] other) => Decoded(one).SequenceEqual(Decoded(other));

    protected override byte[] DamageParts(byte[] body, int number)
    {
        var chance = new Random(number);
        var fields = Encoding.UTF8.GetString(body).Split('&').ToList();
        for (var times = chance.Next(1, 4); times > 0 && fields.Count > 0; times--)
        {
            var at = chance.Next(fields.Count);
            var key = fields[at].Split('=')[0];
            if (chance.Next(4) == 0)
                fields.RemoveAt(at);
            else
                fields[at] = chance.Next(3) switch
                {
                    0 => key,
                    1 => $"{key}={new string('7', chance.Next(6000))}",
                    _ => $"{key}=%FF%{chance.Next(10)}&MessageType={chance.Next(10)}&ButtonPayload=%00",
                };
        }
        return Encoding.UTF8.GetBytes(string.Join('&', fields));
    }

    private static IEnumerable<string> Decoded(byte[] form) => Encoding.UTF8.GetString(form).Split('&')
        .Select(pair => pair.Split('=', 2))
        .Select(pair => $"{WebUtility.UrlDecode(pair[0])}={WebUtility.UrlDecode(pair.ElementAtOrDefault(1))}")
        .Order(StringComparer.Ordinal);
}

public sealed class TwilioSmsWebhooksTests : TwilioWebhooksCompliance
{
    protected override IReadOnlyList<WebhookRequest> Recorded { get; } = TwilioRequests.AllRecorded("sms-", "status-");

    protected override Uri WebhookUrl { get; } = new(Fixture.Secret("twilio_webhook_url_sms"));
}

public sealed class TwilioWhatsAppWebhooksTests : TwilioWebhooksCompliance
{
    protected override IReadOnlyList<WebhookRequest> Recorded { get; } = TwilioRequests.AllRecorded("wa-");

    protected override Uri WebhookUrl { get; } = new(Fixture.Secret("twilio_webhook_url_whatsapp"));
}
