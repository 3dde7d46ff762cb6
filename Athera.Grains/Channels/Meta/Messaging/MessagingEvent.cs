using System.Text.Json;
using Athera.Contacts;

namespace Athera.Channels.Meta.Messaging;

/// <summary>One element of <c>messaging[]</c>: whose account it concerns, and which contact.</summary>
internal sealed class MessagingEvent
{
    private readonly MetaReading _reading;
    private readonly JsonElement _entry;
    private readonly AddressKind _kind;

    public MessagingEvent(MetaReading reading, JsonElement entry, JsonElement item, string channel, AddressKind kind)
    {
        _reading = reading;
        _entry = entry;
        _kind = kind;
        Item = item;
        var account = entry.Member("id"u8).Id();
        Account = account is null ? null : AccountId(channel, account);
        Sender = item.Member("sender"u8).Member("id"u8).Id();
        IsOurs = item.Member("message"u8).Member("is_echo"u8).ValueKind == JsonValueKind.True
            || (Sender is not null && Sender == account);
        Contact = AddressOf(IsOurs ? item.Member("recipient"u8).Member("id"u8).Id() : Sender);
    }

    /// <summary>The element.</summary>
    public JsonElement Item { get; }

    /// <summary>The account it concerns, if the entry says.</summary>
    public string? Account { get; }

    /// <summary>Who did it, by the provider's id.</summary>
    public string? Sender { get; }

    /// <summary>The account's own side did it, from Athera or elsewhere.</summary>
    public bool IsOurs { get; }

    /// <summary>The contact of the thread, whoever of the two did it.</summary>
    public Address? Contact { get; }

    /// <summary>When; in milliseconds, unlike in other webhooks of Meta.</summary>
    public DateTimeOffset? At => Item.Member("timestamp"u8).UnixMilliseconds();

    /// <summary>The time as it was written, for ids that are made up.</summary>
    public string? Timestamp => Item.Member("timestamp"u8).Id();

    /// <summary>How webhooks name an account.</summary>
    public static string AccountId(string channel, string id) => $"{channel}:{id}";

    /// <summary>Adds a message of the contact.</summary>
    public void Add(InboundMessage message) => _reading.Add(new ReceivedElement(Account!, message));

    /// <summary>Adds what else happened.</summary>
    public void Add(ContactNotice notice) => _reading.Add(new NoticeElement(Account!, notice));

    /// <summary>Adds what became of one of our messages.</summary>
    public void Add(DeliveryReceipt receipt) => _reading.Add(new ReceiptElement(Account!, receipt));

    /// <summary>Whether the webhook holds more than is taken in.</summary>
    public bool IsFull => _reading.IsFull;

    /// <summary>Keeps the element as it came.</summary>
    public void AddUnreadable(string reason) => AddUnreadable(reason, "messaging"u8);

    /// <summary>Keeps an element of another list as it came.</summary>
    public void AddUnreadable(string reason, ReadOnlySpan<byte> list) =>
        _reading.AddUnreadable(
            Account, Account is null ? UnreadableReasons.MalformedElement : reason, _reading.BodyOf(_entry, list, raw => raw.Add(Item)));

    private Address? AddressOf(string? id) => id is { Length: <= Address.MaxLength } ? new Address(_kind, id) : null;
}
