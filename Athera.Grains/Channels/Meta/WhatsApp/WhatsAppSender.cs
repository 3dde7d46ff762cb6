using System.Text.Json;
using Athera.Contacts;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Who sent a message, from the message and from the sender's card beside it.</summary>
/// <remarks>
/// A user with a username may come without a number, and integrations have met the business-scoped id in the number's field; so both
/// fields are taken from both places and told apart by shape. The parent id, which only linked portfolios share, is left out: nothing
/// says that a message may be sent to it.
/// </remarks>
internal sealed record WhatsAppSender(IReadOnlyList<Address> Addresses, string? Name, JsonElement Card)
{
    /// <summary>Reads the sender; the list of addresses may be empty.</summary>
    public static WhatsAppSender Read(WhatsAppChange change, JsonElement message)
    {
        var number = message.Member("from"u8).Id();
        var userId = message.Member("from_user_id"u8).Id();
        var card = change.FindContact(number, userId);
        var addresses = new List<Address>(2);
        Add(addresses, userId);
        Add(addresses, card.Member("user_id"u8).Id());
        Add(addresses, number);
        Add(addresses, card.Member("wa_id"u8).Id());
        var name = card.Member("profile"u8).Member("name"u8).Text();
        return new(addresses, name is null ? null : TextLimit.Cut(name, InboundMessage.MaxNameLength), card);
    }

    /// <summary>Addresses as fields of an element give them, told apart by shape, each once and in their order.</summary>
    public static IReadOnlyList<Address> InOrder(params ReadOnlySpan<JsonElement> fields) => InOrder(fields, []);

    /// <summary>Addresses of fields and others, each once and in their order.</summary>
    public static IReadOnlyList<Address> InOrder(ReadOnlySpan<JsonElement> fields, IReadOnlyList<Address> others)
    {
        var addresses = new List<Address>(fields.Length + others.Count);
        foreach (var field in fields)
            Add(addresses, field.Id());
        foreach (var other in others)
            Add(addresses, other.Value);
        return addresses;
    }

    // The most stable first: the user id outlives a change of username, the number may be missing tomorrow.
    private static void Add(List<Address> addresses, string? text)
    {
        if (AddressShape.Read(text) is not { } address || addresses.Contains(address))
            return;
        var place = addresses.FindIndex(other => Rank(other) > Rank(address));
        addresses.Insert(place < 0 ? addresses.Count : place, address);
    }

    private static int Rank(Address address) => address.Kind switch
    {
        AddressKind.BusinessScopedUserId => 0,
        AddressKind.Phone => 1,
        _ => 2,
    };
}
