using System.Text.Json;
using Athera.Contacts;

namespace Athera.Channels.Meta.Messaging;

/// <summary>
/// Webhooks of the form <c>entry[].messaging[]</c>, which several of Meta's channels share. An entry is one account's, named by its
/// id.
/// </summary>
/// <param name="name">Name of the object in the envelope.</param>
/// <param name="channel">The channel its accounts belong to.</param>
/// <param name="address">What the channel knows a contact by.</param>
internal sealed class MessagingObject(string name, string channel, AddressKind address) : IMetaObject
{
    // Whom the test button of the app dashboard writes to.
    private const string TestAccount = "0";

    public string Name => name;

    public void Read(JsonElement entry, MetaReading reading)
    {
        var id = entry.Member("id"u8).Id();
        var read = ReadList("messaging"u8, entry, reading, item => MessagingEvents.Read(
            new MessagingEvent(reading, entry, item, channel, address)));
        // Comments, mentions and figures come as changes: none is a word said to the account. Nor is the test, of nobody to nobody.
        read |= ReadList("changes"u8, entry, reading, item =>
        {
            if (id != TestAccount)
                new MessagingEvent(reading, entry, item, channel, address).AddUnreadable(
                    item.ValueKind == JsonValueKind.Object ? UnreadableReasons.NotReadYet : UnreadableReasons.MalformedElement,
                    "changes"u8);
        });
        // "standby" holds what was said while another app answers the contact. It is that app's to keep, and nothing here may act on
        // it, so it is taken and let go.
        if (!read && entry.Member("standby"u8).ValueKind != JsonValueKind.Array)
            reading.AddUnreadable(
                id is null ? null : MessagingEvent.AccountId(channel, id), UnreadableReasons.MalformedElement, reading.BodyOf(entry));
    }

    private static bool ReadList(ReadOnlySpan<byte> list, JsonElement entry, MetaReading reading, Action<JsonElement> read)
    {
        var items = entry.Member(list);
        if (items.ValueKind != JsonValueKind.Array)
            return false;
        foreach (var item in items.EnumerateArray())
        {
            if (reading.IsFull)
                break;
            read(item);
        }
        return true;
    }
}
