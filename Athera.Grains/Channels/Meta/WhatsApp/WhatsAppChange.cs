using System.Text.Json;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>One change of an entry: the number it concerns and what surrounds its messages.</summary>
internal sealed class WhatsAppChange
{
    // Graph's largest batch; without a limit every message of a large body would look through every contact.
    private const int MostContacts = 1000;

    private readonly JsonElement _entry, _change;

    public WhatsAppChange(MetaReading reading, JsonElement entry, JsonElement change)
    {
        Reading = reading;
        _entry = entry;
        _change = change;
        Field = change.Member("field"u8).Text();
        Value = change.Member("value"u8);
        Account = Value.Member("metadata"u8).Member("phone_number_id"u8).Id() is { } number ? WhatsAppChannel.AccountId(number) : null;
    }

    /// <summary>The webhook it is part of.</summary>
    public MetaReading Reading { get; }

    /// <summary>What changed, such as <c>messages</c>.</summary>
    public string? Field { get; }

    /// <summary>How.</summary>
    public JsonElement Value { get; }

    /// <summary>The number it concerns, as an account is named, if it says.</summary>
    public string? Account { get; }

    /// <summary>
    /// The sender's card: the contact with this number or this user id, never the one at the same place, since senders are listed once
    /// and messages are not.
    /// </summary>
    public JsonElement FindContact(string? number, string? userId)
    {
        var contacts = Value.Member("contacts"u8);
        if (contacts.ValueKind != JsonValueKind.Array)
            return default;
        var left = MostContacts;
        foreach (var contact in contacts.EnumerateArray())
        {
            if (number is not null && contact.Member("wa_id"u8).Id() == number
                || userId is not null && contact.Member("user_id"u8).Id() == userId)
                return contact;
            if (--left == 0)
                break;
        }
        return default;
    }

    /// <summary>Keeps the whole change.</summary>
    public void AddUnreadable(string reason) =>
        Reading.AddUnreadable(Account, reason, Reading.BodyOf(_entry, "changes"u8, raw => raw.Add(_change)));

    /// <summary>Keeps one element of one of its lists.</summary>
    public void AddUnreadable(string reason, ReadOnlySpan<byte> list, JsonElement item, JsonElement contact = default)
    {
        var name = list.ToArray();
        Reading.AddUnreadable(Account, reason, Reading.BodyOf(_entry, "changes"u8, raw => Write(raw, name, item, contact)));
    }

    private void Write(CompactJson raw, ReadOnlySpan<byte> list, JsonElement item, JsonElement contact)
    {
        raw.Add("{\"field\":"u8).Add(_change.Member("field"u8))
            .Add(",\"value\":{\"metadata\":"u8).Add(Value.Member("metadata"u8));
        if (contact.ValueKind != JsonValueKind.Undefined)
            raw.Add(",\"contacts\":["u8).Add(contact).Add("]"u8);
        raw.Add(",\""u8).Add(list).Add("\":["u8).Add(item).Add("]}}"u8);
    }
}
