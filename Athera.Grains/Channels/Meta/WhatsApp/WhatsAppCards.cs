using System.Runtime.InteropServices;
using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Reads contact cards. Every part of a card may be missing; a message with one that holds more than is read is kept whole.</summary>
internal static class WhatsAppCards
{
    private const int MostEntries = 20, LongestEntry = 256;

    /// <summary>The content, or <see langword="null"/> if there are no cards.</summary>
    public static MessageContent? Read(JsonElement message, JsonElement contacts)
    {
        if (contacts.ValueKind != JsonValueKind.Array)
            return null;
        var cards = new List<ContactCard>();
        var whole = contacts.GetArrayLength() > ContactCard.MaxCards;
        foreach (var element in contacts.EnumerateArray().Take(ContactCard.MaxCards))
        {
            cards.Add(Card(element));
            whole |= HoldsMore(element);
        }
        var names = string.Join(", ", cards.Select(c => c.Name).OfType<string>());
        var text = names.Length == 0 ? null : names;
        var content = whole
            ? WhatsAppContent.Whole(MessageKind.Contacts, message, text)
            : WhatsAppContent.Fitting(MessageKind.Contacts, message, text);
        return content with { Cards = cards };
    }

    private static ContactCard Card(JsonElement card) => new()
    {
        Name = card.Member("name"u8).Member("formatted_name"u8).Clipped(LongestEntry),
        Phones = Entries(card.Member("phones"u8), "phone"u8),
        Emails = Entries(card.Member("emails"u8), "email"u8),
        Organization = card.Member("org"u8).Member("company"u8).Clipped(LongestEntry),
    };

    private static List<string> Entries(JsonElement list, ReadOnlySpan<byte> part)
    {
        var entries = new List<string>();
        if (list.ValueKind != JsonValueKind.Array)
            return entries;
        foreach (var entry in list.EnumerateArray())
        {
            if (entries.Count < MostEntries && entry.Member(part).Clipped(LongestEntry) is { } text)
                entries.Add(text);
        }
        return entries;
    }

    private static bool HoldsMore(JsonElement card)
    {
        if (card.ValueKind != JsonValueKind.Object)
            return true;
        foreach (var property in card.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(property);
            if (!(name.SequenceEqual("name"u8) || IsShortList(name, property.Value) || name.SequenceEqual("org"u8)))
                return true;
        }
        return false;
    }

    private static bool IsShortList(ReadOnlySpan<byte> name, JsonElement value) =>
        (name.SequenceEqual("phones"u8) || name.SequenceEqual("emails"u8))
        && (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= MostEntries);
}
