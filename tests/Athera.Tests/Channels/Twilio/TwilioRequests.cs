using System.Net;
using System.Security.Cryptography;
using System.Text;
using Athera.Channels;

namespace Athera.Tests.Channels.Twilio;

/// <summary>Requests as Twilio makes them.</summary>
internal static class TwilioRequests
{
    public const string SignatureHeader = "x-twilio-signature";

    public const string Form = "application/x-www-form-urlencoded; charset=utf-8";

    /// <summary>A fixture with the signature that was recorded with it, made for an address that a proxy rewrites to Athera's route.</summary>
    public static WebhookRequest Recorded(string file)
    {
        var recorded = Fixture.Signed("twilio").Single(entry => entry.File == file).Signature;
        var url = new Uri(recorded.GetProperty("url").GetString()!);
        var isStatus = url.AbsolutePath.EndsWith("/status", StringComparison.Ordinal);
        return Post(
            Encoding.UTF8.GetString(Fixture.Bytes($"twilio/{file}")), recorded.GetProperty("x_twilio_signature").GetString()!,
            isStatus ? "status" : "", url.Query);
    }

    public static IReadOnlyList<WebhookRequest> AllRecorded(params string[] prefixes) =>
    [
        .. Fixture.Signed("twilio").Select(entry => entry.File)
            .Where(file => prefixes.Any(prefix => file.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(Recorded),
    ];

    public static WebhookRequest Post(string form, string signature = "", string topic = "", string query = "") => new()
    {
        Provider = "twilio",
        Account = ChannelAccountId.From(new OpaqueId(1, 2)),
        Topic = topic,
        Method = "POST",
        Target = $"/webhooks/twilio/{new OpaqueId(1, 2)}{(topic.Length > 0 ? "/" : "")}{topic}{query}",
        Headers = new Dictionary<string, string> { [SignatureHeader] = signature, ["content-type"] = Form },
        Body = Encoding.UTF8.GetBytes(form),
    };

    /// <summary>A form body.</summary>
    public static string Of(params (string Key, string Value)[] fields) =>
        string.Join('&', fields.Select(field => $"{WebUtility.UrlEncode(field.Key)}={WebUtility.UrlEncode(field.Value)}"));

    /// <summary>An inbound message with what every one has, and more.</summary>
    public static WebhookRequest Inbound(params (string Key, string Value)[] fields) => Post(Of(
        [("AccountSid", "AC00000000000000000000000000000d01"), ("MessageSid", "SM1"), ("From", "+12025550143"), .. fields]));

#pragma warning disable CA5350 // Twilio's choice.
    public static string Sign(string text, string token) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
}
