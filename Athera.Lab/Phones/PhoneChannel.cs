namespace Athera.Lab.Phones;

/// <summary>The app a customer writes with.</summary>
internal enum PhoneChannel
{
    WhatsApp,
    Sms,
}
