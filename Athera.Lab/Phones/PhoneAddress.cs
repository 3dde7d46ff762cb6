namespace Athera.Lab.Phones;

/// <summary>The one form in which the lab knows a customer, however a provider writes the address.</summary>
internal static class PhoneAddress
{
    private const string WhatsAppPrefix = "whatsapp:";
    private const int Longest = 140;

    /// <summary>Digits of a number, or a business-scoped user id as it is; null for neither.</summary>
    public static string? Of(string? written)
    {
        if (written is null or { Length: 0 or > Longest }) return null;
        var address = written.StartsWith(WhatsAppPrefix, StringComparison.Ordinal) ? written[WhatsAppPrefix.Length..] : written;
        var digits = string.Concat(address.Where(char.IsAsciiDigit));
        if (address.Any(char.IsAsciiLetter)) return address;
        return digits.Length is >= 7 and <= 15 ? digits : null;
    }

    public static PhoneChannel ChannelOf(string written) =>
        written.StartsWith(WhatsAppPrefix, StringComparison.Ordinal) ? PhoneChannel.WhatsApp : PhoneChannel.Sms;

    /// <summary>E.164, or the user id.</summary>
    public static string Shown(string address) => char.IsAsciiDigit(address[0]) ? $"+{address}" : address;
}
