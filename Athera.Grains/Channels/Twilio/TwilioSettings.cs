using System.Collections.Frozen;

namespace Athera.Channels.Twilio;

/// <summary>What an account of Twilio is told, and when that makes an account.</summary>
internal static class TwilioSettings
{
    public const string AccountSid = "accountSid", AuthToken = "authToken", From = "from", MessagingServiceSid = "messagingServiceSid",
        WebhookUrl = "webhookUrl";

    private const int DigitsOfSid = 32, LongestName = 11;

    /// <summary>The fields.</summary>
    public static IReadOnlyList<ChannelField> Fields { get; } =
    [
        new(AccountSid, Required: true, Secret: false),
        new(AuthToken, Required: true, Secret: true),
        new(From, Required: false, Secret: false),
        new(MessagingServiceSid, Required: false, Secret: false),
        new(WebhookUrl, Required: false, Secret: false),
    ];

    /// <summary>What is wrong with the settings, by field.</summary>
    public static IReadOnlyDictionary<string, string> Check(ChannelSettings settings)
    {
        var wrong = new Dictionary<string, string>();
        if (!IsSid(settings[AccountSid], "AC"))
            wrong[AccountSid] = "An account SID is AC and 32 hexadecimal digits.";
        if (settings[AuthToken] is not { Length: > 0 } token || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            wrong[AuthToken] = "An auth token is printable ASCII without blanks.";
        var (from, service) = (settings[From], settings[MessagingServiceSid]);
        if (string.IsNullOrEmpty(from) == string.IsNullOrEmpty(service))
            wrong[From] = "Either from or messagingServiceSid is needed, and not both.";
        else if (!string.IsNullOrEmpty(from) && !IsSender(from))
            wrong[From] = "A sender is +digits, a short code, a name of at most 11 letters and digits, or whatsapp:+digits.";
        else if (!string.IsNullOrEmpty(service) && !IsSid(service, "MG"))
            wrong[MessagingServiceSid] = "A messaging service SID is MG and 32 hexadecimal digits.";
        if (settings[WebhookUrl] is { Length: > 0 } url && !IsWebAddress(url))
            wrong[WebhookUrl] = "The webhook URL is an absolute address beginning with https:// or http://.";
        return wrong.Count == 0 ? FrozenDictionary<string, string>.Empty : wrong;
    }

    private static bool IsSid(string? text, string prefix) =>
        text?.Length == prefix.Length + DigitsOfSid
        && text.StartsWith(prefix, StringComparison.Ordinal)
        && text.Skip(prefix.Length).All(char.IsAsciiHexDigit);

    private static bool IsSender(string text)
    {
        if (TwilioAddresses.IsWhatsApp(text))
            return TwilioAddresses.Read(text) is { Kind: Contacts.AddressKind.Phone };
        return text[0] == '+'
            ? AddressShape.IsNumber(text.AsSpan(1))
            : text.Length <= LongestName && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == ' ');
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "https" or "http");
}
