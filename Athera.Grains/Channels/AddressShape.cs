using Athera.Contacts;

namespace Athera.Channels;

/// <summary>
/// Tells what an identifier of a phone's user is by its shape. Meta documents one field for each kind, yet integrations have met a
/// business-scoped user id in the field of the phone number, so the field's name proves nothing.
/// </summary>
internal static class AddressShape
{
    // ITU-T E.164: at most 15 digits.
    private const int LongestNumber = 15;

    /// <summary>The address, or <see langword="null"/> if there is none or it is longer than any known.</summary>
    public static Address? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > Address.MaxLength)
            return null;
        if (IsBusinessScoped(text))
            return new Address(AddressKind.BusinessScopedUserId, text);
        var digits = text[0] == '+' ? text[1..] : text;
        return IsNumber(digits) ? new Address(AddressKind.Phone, digits) : new Address(AddressKind.Other, text);
    }

    /// <summary>Whether it is a phone number in digits only.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= LongestNumber && !text.ContainsAnyExceptInRange('0', '9');

    // Two-letter country code, dot, up to 128 letters and digits; the parent form has a second dot.
    private static bool IsBusinessScoped(ReadOnlySpan<char> text) =>
        text.Length > 3 && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && text[2] == '.';
}
