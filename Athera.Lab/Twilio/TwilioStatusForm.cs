using System.Globalization;

namespace Athera.Lab.Twilio;

/// <summary>The form of a status callback.</summary>
internal static class TwilioStatusForm
{
    private const string WhatsAppPrefix = "whatsapp:";

    public static List<KeyValuePair<string, string>> Of(TwilioMessage message)
    {
        var isWhatsApp = message.To.StartsWith(WhatsAppPrefix, StringComparison.Ordinal);
        return new TwilioForm()
            .With("SmsSid", message.Sid).With("SmsStatus", message.Status).With("MessageStatus", message.Status)
            .With("To", message.To).WithIf("MessagingServiceSid", message.MessagingServiceSid)
            .With("MessageSid", message.Sid).With("AccountSid", message.AccountSid)
            .With("From", message.From ?? "").With("ApiVersion", "2010-04-01")
            .WithIf("ErrorCode", message.ErrorCode?.ToString(CultureInfo.InvariantCulture))
            .WithIf("RawDlrDoneDate", CarrierTime(message, isWhatsApp))
            .WithIf("EventType", message.Status == "read" ? "READ" : null)
            .WithIf("ChannelPrefix", isWhatsApp ? "whatsapp" : null)
            .WithIf("ChannelToAddress", isWhatsApp ? message.To[WhatsAppPrefix.Length..] : null)
            .Pairs;
    }

    private static string? CarrierTime(TwilioMessage message, bool isWhatsApp) => message.Status == "delivered" && !isWhatsApp
        ? message.UpdatedAt.ToString("yyMMddHHmm", CultureInfo.InvariantCulture)
        : null;
}
