using System.Globalization;
using System.Net;
using System.Text;
using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Providers;
using Athera.FaultRuns.Worlds;
using Athera.Lab.Meta;
using Athera.Lab.Twilio;

namespace Athera.FaultRuns.Load;

/// <summary>Writes webhooks as Meta and Twilio do. Their bodies are put together as text, because they are written by the million.</summary>
internal sealed class Webhooks(Cast cast, IReadOnlyList<Tenant> tenants)
{
    private const string MetaPath = "/webhooks/meta";

    /// <summary>One or several texts of a WhatsApp conversation in one request.</summary>
    /// <param name="messages">Which, with when they were written, in the order in which they stand in the request.</param>
    public Webhook WhatsApp(params IReadOnlyList<(Nonce Nonce, DateTimeOffset At)> messages)
    {
        var conversation = messages[0].Nonce.Conversation;
        var from = cast.NumberOf(conversation);
        var texts = messages.Select(message =>
            $$$"""{"from":"{{{from}}}","id":"{{{ProviderIds.Of(message.Nonce, twilio: false)}}}","timestamp":"{{{Seconds(message.At)}}}","type":"text","text":{"body":"{{{message.Nonce}}} are you open?"}}""");
        return Meta(
            conversation, $$$"""{"contacts":[{"profile":{"name":"Customer {{{from}}}"},"wa_id":"{{{from}}}"}],"messages":[{{{string.Join(',', texts)}}}]}""");
    }

    /// <summary>A message of a kind nobody knows, from somebody who writes nothing else.</summary>
    public Webhook Unreadable(int conversation, int number) => Meta(
        conversation,
        $$$"""{"contacts":[],"messages":[{"from":"{{{cast.NumberOf(conversation)}}}","id":"wamid.unreadable.{{{conversation}}}.{{{number}}}","timestamp":"{{{Seconds(DateTimeOffset.UtcNow)}}}","type":"hologram","hologram":{}}]}""");

    /// <summary>Meta's word on how far some messages have come, of whatever numbers on the app.</summary>
    public Webhook WhatsAppStatus(IReadOnlyList<Taken> messages, string status) => Sign(string.Join(',', messages.Select(taken => Entry(
        taken.Call.Tenant,
        $$$"""{"statuses":[{"id":"{{{taken.Id}}}","status":"{{{status}}}","timestamp":"{{{Seconds(DateTimeOffset.UtcNow)}}}","recipient_id":"{{{taken.Call.Recipient}}}","biz_opaque_callback_data":"{{{taken.Call.Reference}}}"}]}"""))));

    /// <summary>A text to a Twilio number.</summary>
    public Webhook Sms(Nonce nonce)
    {
        var tenant = tenants[cast.TenantOf(nonce.Conversation)];
        var sid = ProviderIds.Of(nonce, twilio: true);
        return Twilio(tenant, $"{Tenant.PublicUrl}/webhooks/twilio/{tenant.TwilioChannel}",
        [
            new("MessageSid", sid), new("SmsSid", sid), new("AccountSid", tenant.AccountSid),
            new("From", $"+{cast.NumberOf(nonce.Conversation)}"), new("To", tenant.SmsNumber), new("Body", $"{nonce} are you open?"),
            new("NumMedia", "0"), new("SmsStatus", "received"), new("ApiVersion", "2010-04-01"),
        ]);
    }

    /// <summary>Twilio's word on how far a message has come.</summary>
    public Webhook SmsStatus(Taken taken, string status)
    {
        var tenant = tenants[taken.Call.Tenant];
        return Twilio(tenant, taken.Call.StatusUrl!,
        [
            new("MessageSid", taken.Id), new("SmsSid", taken.Id), new("AccountSid", tenant.AccountSid), new("From", tenant.SmsNumber),
            new("To", taken.Call.Recipient), new("MessageStatus", status), new("SmsStatus", status),
            new("ApiVersion", "2010-04-01"),
        ]);
    }

    private Webhook Meta(int conversation, string value) => Sign(Entry(cast.TenantOf(conversation), value));

    // The value is an object; what every value holds is put in front of its own members.
    private string Entry(int tenant, string value) =>
        $$$"""{"id":"300000000000101","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"12025550101","phone_number_id":"{{{tenants[tenant].PhoneNumberId}}}"},{{{value[1..]}}},"field":"messages"}]}""";

    private static Webhook Sign(string entries)
    {
        var body = Encoding.ASCII.GetBytes($$$"""{"object":"whatsapp_business_account","entry":[{{{entries}}}]}""");
        return new Webhook(MetaPath, "application/json", (MetaSignature.Header, MetaSignature.Of(body, Tenant.AppSecret)), body);
    }

    private static Webhook Twilio(Tenant tenant, string url, KeyValuePair<string, string>[] form)
    {
        var body = string.Join('&', form.Select(field => $"{field.Key}={WebUtility.UrlEncode(field.Value)}"));
        return new Webhook(
            url[Tenant.PublicUrl.Length..], "application/x-www-form-urlencoded; charset=utf-8",
            (TwilioSignature.Header, TwilioSignature.Of(url, form, tenant.AuthToken)), Encoding.ASCII.GetBytes(body));
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
