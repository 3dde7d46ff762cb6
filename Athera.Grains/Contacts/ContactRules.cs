namespace Athera.Contacts;

/// <summary>What may be entered about a contact, and how an address is read.</summary>
public static class ContactRules
{
    private const int MaxName = 200, MaxAttributes = 50, MaxAttributeName = 64, MaxAttributeValue = 1000, MaxPurposes = 50;

    // E.164: country code and number together have at most 15 digits; fewer than 7 is no number with a country code.
    private const int MinPhone = 7, MaxPhone = 15;

    /// <summary>What is wrong with a new contact, by field.</summary>
    public static IReadOnlyDictionary<string, string> Check(CreateContact command)
    {
        var problems = new Dictionary<string, string>();
        if (command.Name is { Length: > MaxName })
            problems["name"] = $"is longer than {MaxName} characters";
        if (command.Phone is not null && PhoneOf(command.Phone) is null)
            problems["phone"] = "is not a phone number with country code";
        if (string.IsNullOrWhiteSpace(command.Name) && command.Phone is null)
            problems["name"] = "or a phone number is required";
        return problems;
    }

    /// <summary>What is wrong with a correction, by field.</summary>
    public static IReadOnlyDictionary<string, string> Check(ChangeContact command)
    {
        var problems = new Dictionary<string, string>();
        if (command.Name is { Length: > MaxName })
            problems["name"] = $"is longer than {MaxName} characters";
        if (command.Attributes is { Count: > MaxAttributes })
            problems["attributes"] = $"are more than {MaxAttributes}";
        else if (command.Attributes?.Any(a => a.Key is not { Length: > 0 and <= MaxAttributeName } || a.Value is not { Length: <= MaxAttributeValue }) == true)
            problems["attributes"] = $"must have names of 1 to {MaxAttributeName} and values of at most {MaxAttributeValue} characters";
        return problems;
    }

    /// <summary>What is wrong with a correction of this contact, which has attributes already.</summary>
    public static IReadOnlyDictionary<string, string> Check(Contact contact, ChangeContact command) =>
        contact.Apply(new ContactChanged(null, command.Attributes)).Attributes.Count > MaxAttributes
            ? new Dictionary<string, string> { ["attributes"] = $"would be more than {MaxAttributes}" }
            : new Dictionary<string, string>();

    /// <summary>What is wrong with one more consent of this contact.</summary>
    public static IReadOnlyDictionary<string, string> Check(Contact contact, Consent consent) =>
        contact.Apply(new ConsentRecorded(consent)).Consents.Count(c => c.Account is null) > MaxPurposes
            ? new Dictionary<string, string> { ["purpose"] = $"would be one of more than {MaxPurposes}" }
            : new Dictionary<string, string>();

    /// <summary>What is wrong with a consent, by field.</summary>
    public static IReadOnlyDictionary<string, string> Check(Consent consent)
    {
        var problems = new Dictionary<string, string>();
        if (consent.Purpose is not { Length: > 0 and <= 64 })
            problems["purpose"] = "must have 1 to 64 characters";
        if (consent.Source is not { Length: > 0 and <= 200 })
            problems["source"] = "must have 1 to 200 characters";
        if (consent.Purpose == ConsentPurposes.Messages && consent.Account is null)
            problems["channelAccountId"] = $"is needed for {ConsentPurposes.Messages}";
        if (consent.Purpose != ConsentPurposes.Messages && consent.Account is not null)
            problems["channelAccountId"] = $"has a meaning for {ConsentPurposes.Messages} only";
        return problems;
    }

    /// <summary>A phone number in its canonical form, or <see langword="null"/>: digits, with the usual decoration taken away.</summary>
    public static Address? PhoneOf(string? text)
    {
        if (text is null || text.Length > 40)
            return null;
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        var decoration = text.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '(' or ')' or '.' or '/');
        return decoration && digits.Length is >= MinPhone and <= MaxPhone ? new Address(AddressKind.Phone, digits) : null;
    }

    /// <summary>What somebody who looks for an address may mean by it.</summary>
    public static IReadOnlyList<Address> Readings(string address)
    {
        if (address.Length is 0 or > Address.MaxLength)
            return [];
        var readings = new List<Address>();
        if (PhoneOf(address) is { } phone)
            readings.Add(phone);
        foreach (var kind in Enum.GetValues<AddressKind>().Where(k => k != AddressKind.Phone))
            readings.Add(new Address(kind, address));
        return readings;
    }
}
