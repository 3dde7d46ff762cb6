using Athera.Journal;
using Athera.Keys;

namespace Athera.Contacts;

/// <summary>What a contact holds so that it can be found by its address without the address being stored readable.</summary>
public static class ContactClaims
{
    /// <summary>A tenant knows an address once, on whatever channel it appears.</summary>
    public static ClaimKey OfAddress(LookupKey lookup, Address address) =>
        lookup.Hash("address", Kind(address), address.Value);

    /// <summary>Held while the contact has agreed to marketing; whoever wants to send some looks for it right before the call.</summary>
    public static ClaimKey OfMarketing(LookupKey lookup, ContactId contact) => lookup.Hash("marketing", contact.ToString());

    /// <summary>The kind as hashed: its stored number.</summary>
    public static string Kind(Address address) => ((short)address.Kind).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
