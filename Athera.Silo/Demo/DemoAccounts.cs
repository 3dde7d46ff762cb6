using System.Text.Json;
using Athera.Channels;
using Athera.Lab.Meta;
using Athera.Lab.Meta.Direct;
using Athera.Lab.Twilio;

namespace Athera.Silo.Demo;

/// <summary>
/// Who the demo tenant is, and its accounts. The ids and secrets are published with Athera and the same everywhere, so that recorded
/// webhooks can be sent to any copy of it; none of them opens anything outside a developer's machine.
/// </summary>
internal static class DemoAccounts
{
    public const string MetaAppSecret = "5ec2e7000000000000000000a7e4a001";
    public const string MetaVerifyToken = "athera-dev-verify-token";
    private const string PhoneNumberId = "400000000000201", DisplayNumber = "12025550101", BusinessAccountId = "300000000000101";
    private const string AccountSid = "AC00000000000000000000000000000d01", AuthToken = "a07470ce000000000000000000000d01";
    private const string MessagingServiceSid = "MG00000000000000000000000000000d01";
    private const string SmsNumber = "+12025550110", WhatsAppNumber = "whatsapp:+12025550111";

    // Recorded Twilio webhooks were signed for these addresses, as behind a proxy that rewrites paths.
    private const string SmsWebhook = "https://hooks.athera.example/v1/twilio/ch-sms-dev";
    private const string WhatsAppWebhook = "https://hooks.athera.example/v1/twilio/ch-wa-dev";

    private const string InstagramId = "17841400000000301", InstagramToken = "athera-demo-instagram-token";
    private const string PageId = "500000000000401", PageToken = "athera-demo-page-token";

    public static TenantId Tenant { get; } = new(new OpaqueId(0x0de0000000000000, 1));
    public static ChannelAccountId WhatsApp { get; } = new(new OpaqueId(0x0de0000000000000, 0x11));
    public static ChannelAccountId Instagram { get; } = new(new OpaqueId(0x0de0000000000000, 0x12));
    public static ChannelAccountId Messenger { get; } = new(new OpaqueId(0x0de0000000000000, 0x13));
    public static ChannelAccountId TwilioSms { get; } = new(new OpaqueId(0x0de0000000000000, 0x21));
    public static ChannelAccountId TwilioWhatsApp { get; } = new(new OpaqueId(0x0de0000000000000, 0x22));
    public static ChannelAccountId Chat { get; } = new(new OpaqueId(0x0de0000000000000, 0x31));

    /// <summary>What to connect.</summary>
    public static IEnumerable<(ChannelAccountId Id, ConnectChannelAccount Command)> All { get; } =
    [
        (WhatsApp, new ConnectChannelAccount("whatsapp", "WhatsApp +1 202 555 0101", new Dictionary<string, string>
        {
            ["phoneNumberId"] = PhoneNumberId,
            ["businessAccountId"] = BusinessAccountId,
            ["accessToken"] = "athera-demo-access-token",
            ["appSecret"] = MetaAppSecret,
            ["verifyToken"] = MetaVerifyToken,
        }, null)),
        (Instagram, Direct("instagram", "Instagram @bellapizza", InstagramId, InstagramToken)),
        (Messenger, Direct("messenger", "Messenger of Bella Pizza", PageId, PageToken)),
        (TwilioSms, Twilio("SMS +1 202 555 0110", "messagingServiceSid", MessagingServiceSid, SmsWebhook)),
        (TwilioWhatsApp, Twilio("WhatsApp over Twilio +1 202 555 0111", "from", WhatsAppNumber, WhatsAppWebhook)),
    ];

    /// <summary>The chat, for the lab's shop and for the pages a developer serves.</summary>
    /// <param name="origins">The pages that may show it.</param>
    public static ConnectChannelAccount WebChat(IEnumerable<string> origins) => new(
        "webchat", "Chat on bellapizza.example", new Dictionary<string, string>
        {
            ["allowedOrigins"] = JsonSerializer.Serialize(origins),
            ["title"] = "Bella Pizza",
            ["color"] = "#b3402a",
            ["greeting"] = "Ciao! Hungry? Ask us about tables, deliveries or the menu.",
            ["greetingAfterSeconds"] = "3",
        }, null);

    /// <summary>The WhatsApp number at the lab's Meta.</summary>
    public static WhatsAppAccount LabWhatsApp(Uri product) => new()
    {
        PhoneNumberId = PhoneNumberId,
        DisplayPhoneNumber = DisplayNumber,
        BusinessAccountId = BusinessAccountId,
        AppSecret = MetaAppSecret,
        WebhookUrl = new Uri(product, "/webhooks/meta"),
    };

    /// <summary>The SMS number at the lab's Twilio.</summary>
    public static TwilioAccount LabTwilio(Uri publicUrl) => new()
    {
        AccountSid = AccountSid,
        AuthToken = AuthToken,
        Number = SmsNumber,
        MessagingServiceSid = MessagingServiceSid,
        WebhookUrl = new Uri(publicUrl, $"/webhooks/twilio/{TwilioSms}"),
    };

    /// <summary>The Instagram account and the page at the lab's Meta.</summary>
    public static IReadOnlyList<DirectAccount> LabDirect(Uri product) =>
    [
        LabDirect("instagram", InstagramId, InstagramToken, product),
        LabDirect("page", PageId, PageToken, product),
    ];

    private static DirectAccount LabDirect(string what, string id, string token, Uri product) => new()
    {
        Envelope = what,
        AccountId = id,
        AppSecret = MetaAppSecret,
        AccessToken = token,
        WebhookUrl = new Uri(product, "/webhooks/meta"),
    };

    private static ConnectChannelAccount Direct(string kind, string name, string id, string token) =>
        new(kind, name, new Dictionary<string, string>
        {
            ["accountId"] = id,
            ["accessToken"] = token,
            ["appSecret"] = MetaAppSecret,
            ["verifyToken"] = MetaVerifyToken,
        }, null);

    private static ConnectChannelAccount Twilio(string name, string senderField, string sender, string webhookUrl) =>
        new("twilio", name, new Dictionary<string, string>
        {
            ["accountSid"] = AccountSid,
            ["authToken"] = AuthToken,
            [senderField] = sender,
            ["webhookUrl"] = webhookUrl,
        }, null);
}
