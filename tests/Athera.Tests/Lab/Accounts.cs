using Athera.Lab.Meta;
using Athera.Lab.Twilio;

namespace Athera.Tests.Lab;

/// <summary>The accounts of the fixtures, with their webhooks at a front door.</summary>
internal static class Accounts
{
    public const string PhoneNumberId = "400000000000201";
    public const string AppSecret = "5ec2e7000000000000000000a7e4a001";
    public const string Sid = "AC00000000000000000000000000000d01";
    public const string AuthToken = "a07470ce000000000000000000000d01";
    public const string Customer = "12025550143";

    public static WhatsAppAccount WhatsApp(Uri product) => new()
    {
        PhoneNumberId = PhoneNumberId,
        DisplayPhoneNumber = "12025550101",
        BusinessAccountId = "300000000000101",
        AppSecret = AppSecret,
        WebhookUrl = new Uri(product, "/webhooks/meta"),
    };

    public static TwilioAccount Twilio(Uri product) => new()
    {
        AccountSid = Sid,
        AuthToken = AuthToken,
        Number = "+12025550110",
        WebhookUrl = new Uri(product, "/webhooks/twilio/one"),
    };
}
