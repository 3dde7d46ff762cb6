using Athera.Lab.Meta;
using Athera.Lab.Meta.Direct;
using Athera.Lab.Twilio;

namespace Athera.Testing.Silos;

/// <summary>The demo tenant's accounts as its providers know them; ids and secrets are those published with Athera.</summary>
public static class Accounts
{
    /// <summary>The WhatsApp number.</summary>
    public static WhatsAppAccount WhatsApp(Uri product) => new()
    {
        PhoneNumberId = "400000000000201",
        DisplayPhoneNumber = "12025550101",
        BusinessAccountId = "300000000000101",
        AppSecret = "5ec2e7000000000000000000a7e4a001",
        WebhookUrl = new Uri(product, "/webhooks/meta"),
    };

    /// <summary>The Instagram account, or the page.</summary>
    public static DirectAccount Direct(Uri product, string envelope) => new()
    {
        Envelope = envelope,
        AccountId = envelope == "page" ? "500000000000401" : "17841400000000301",
        AppSecret = "5ec2e7000000000000000000a7e4a001",
        AccessToken = envelope == "page" ? "athera-demo-page-token" : "athera-demo-instagram-token",
        WebhookUrl = new Uri(product, "/webhooks/meta"),
    };

    /// <summary>The SMS number.</summary>
    public static TwilioAccount Sms(Uri product, string channel) => new()
    {
        AccountSid = "AC00000000000000000000000000000d01",
        AuthToken = "a07470ce000000000000000000000d01",
        Number = "+12025550110",
        MessagingServiceSid = "MG00000000000000000000000000000d01",
        WebhookUrl = new Uri(product, $"/webhooks/twilio/{channel}"),
    };
}
