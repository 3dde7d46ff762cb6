using System.Globalization;
using System.Text.Json.Nodes;

namespace Athera.Lab.Twilio;

/// <summary>Messages as Twilio's API shows them.</summary>
internal static class TwilioJson
{
    private const string ApiVersion = "2010-04-01";

    public static JsonObject Message(TwilioMessage message)
    {
        var path = $"/{ApiVersion}/Accounts/{message.AccountSid}/Messages/{message.Sid}";
        return new JsonObject
        {
            ["account_sid"] = message.AccountSid,
            ["api_version"] = ApiVersion,
            ["body"] = message.Text,
            ["date_created"] = Rfc2822(message.CreatedAt),
            ["date_sent"] = message.SentAt is { } sent ? Rfc2822(sent) : null,
            ["date_updated"] = Rfc2822(message.UpdatedAt),
            ["direction"] = message.Direction,
            ["error_code"] = message.ErrorCode,
            ["error_message"] = null,
            ["from"] = message.From,
            ["messaging_service_sid"] = message.MessagingServiceSid,
            ["num_media"] = message.MediaCount.ToString(CultureInfo.InvariantCulture),
            ["num_segments"] = SmsSegments.Count(message.Text).ToString(CultureInfo.InvariantCulture),
            ["price"] = null,
            ["price_unit"] = null,
            ["sid"] = message.Sid,
            ["status"] = message.Status,
            ["subresource_uris"] = new JsonObject { ["media"] = $"{path}/Media.json" },
            ["to"] = message.To,
            ["uri"] = $"{path}.json",
        };
    }

    public static JsonObject Page(IEnumerable<TwilioMessage> messages, int page, int pageSize, string? next) => new()
    {
        ["messages"] = new JsonArray([.. messages.Select(Message)]),
        ["page"] = page,
        ["page_size"] = pageSize,
        ["next_page_uri"] = next,
    };

    private static string Rfc2822(DateTimeOffset at) =>
        at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
}
