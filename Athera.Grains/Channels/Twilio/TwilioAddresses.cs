using Athera.Contacts;

namespace Athera.Channels.Twilio;

/// <summary>Twilio's way to write addresses: the channel, a colon and the address on it; no channel for a phone number.</summary>
internal static class TwilioAddresses
{
    private const string WhatsApp = "whatsapp:";

    /// <summary>Whether an address or sender is on WhatsApp.</summary>
    public static bool IsWhatsApp(string? text) => text?.StartsWith(WhatsApp, StringComparison.Ordinal) == true;

    /// <summary>
    /// An address as Twilio wrote it. Only a full number is a phone: short codes and sender names, which can be answered at most as
    /// they are, stay what they were.
    /// </summary>
    public static Address? Read(string? text)
    {
        if (IsWhatsApp(text))
            return AddressShape.Read(text![WhatsApp.Length..]);
        if (string.IsNullOrEmpty(text) || text.Length > Address.MaxLength)
            return null;
        return text[0] == '+' && AddressShape.IsNumber(text.AsSpan(1))
            ? new Address(AddressKind.Phone, text[1..])
            : new Address(AddressKind.Other, text);
    }

    /// <summary>
    /// The contact's address in Twilio's form for an account, or <see langword="null"/> if none of the contact's can be reached from it.
    /// </summary>
    /// <param name="known">The contact's addresses.</param>
    /// <param name="from">
    /// The account's sender, which decides between SMS and WhatsApp; <see langword="null"/> where a messaging service holds senders of
    /// both. Then only somebody with a WhatsApp id is known to be there.
    /// </param>
    public static string? Write(IReadOnlyList<Address> known, string? from)
    {
        var phone = known.FirstOrDefault(address => address.Kind == AddressKind.Phone)?.Value;
        var userId = known.FirstOrDefault(address => address.Kind == AddressKind.BusinessScopedUserId)?.Value;
        if (from is null ? userId is not null : IsWhatsApp(from))
            return phone is not null ? $"{WhatsApp}+{phone}" : userId is not null ? WhatsApp + userId : null;
        return phone is not null ? $"+{phone}" : known.FirstOrDefault(address => address.Kind == AddressKind.Other)?.Value;
    }
}
