using Athera.Lab.Meta;
using Athera.Lab.Twilio;

namespace Athera.Testing.Silos;

/// <summary>The demo tenant's accounts as its providers know them; ids and secrets are those published with Athera.</summary>
internal static class Accounts
{
    public static WhatsAppAccount WhatsApp(Uri product) => new()
    {
        PhoneNumberId = "400000000000201",
        DisplayPhoneNumber = "12025550101",
        BusinessAccountId = "300000000000101",
        AppSecret = "5ec2e7000000000000000000a7e4a001",
        WebhookUrl = new Uri(product, "/webhooks/meta"),
    };

    public static TwilioAccount Sms(Uri product, string channel) => new()
    {
        AccountSid = "AC00000000000000000000000000000d01",
        AuthToken = "a07470ce000000000000000000000d01",
        Number = "+12025550110",
        MessagingServiceSid = "MG00000000000000000000000000000d01",
        WebhookUrl = new Uri(product, $"/webhooks/twilio/{channel}"),
    };
}
