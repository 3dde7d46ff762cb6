namespace Athera.Contacts;

/// <summary>How a contact is reached on a channel. Never a key and never in a log: only its keyed hash and its ciphertext are stored.</summary>
/// <param name="Kind">What kind of address it is.</param>
/// <param name="Value">The address in its one canonical form, at most 256 characters: digits without plus for a phone number, otherwise as the provider gave it.</param>
[GenerateSerializer, Immutable, Alias("Athera.Address")]
public sealed record Address([property: Id(0)] AddressKind Kind, [property: Id(1)] string Value)
{
    /// <summary>Longest address taken in, in UTF-16 units. The longest known is a business-scoped user id of about 140.</summary>
    public const int MaxLength = 256;

    /// <summary>Says the kind only, so that an address printed by mistake tells nothing.</summary>
    public override string ToString() => $"Address({Kind})";
}

/// <summary>Kinds of address. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.AddressKind")]
public enum AddressKind : short
{
    /// <summary>A phone number: E.164 digits without plus.</summary>
    Phone = 1,

    /// <summary>A business-scoped user id of somebody with a phone (<c>US.123</c>): one person, one Meta business portfolio.</summary>
    BusinessScopedUserId = 2,

    /// <summary>A user id scoped to app and account.</summary>
    InstagramScopedId = 3,

    /// <summary>A user id scoped to a page.</summary>
    PageScopedId = 4,

    /// <summary>A web-chat visitor.</summary>
    Visitor = 5,

    /// <summary>An identifier of a shape not known; taken as it is.</summary>
    Other = 6,
}
