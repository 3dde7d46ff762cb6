namespace Athera.Lab.Phones;

/// <summary>A customer's phone: its messages, the newest of them. Used under the phone book's lock only.</summary>
/// <param name="id">Opaque; the only name of the phone in addresses and logs.</param>
/// <param name="address">Digits of its number, or a business-scoped user id.</param>
/// <param name="name">The customer's name.</param>
/// <param name="limit">How many messages are kept.</param>
internal sealed class LabPhone(string id, string address, string name, int limit)
{
    private readonly List<PhoneMessage> messages = [];

    public string Id => id;

    public string Address => address;

    public string Name => name;

    /// <summary>The change that last touched it; the least recently touched phone makes room for a new one.</summary>
    public long Version { get; private set; }

    /// <summary>Until when the business shows that it is typing.</summary>
    public DateTimeOffset TypingUntil { get; private set; }

    public void Touch(long version) => Version = version;

    public void Put(PhoneMessage message)
    {
        messages.Add(message);
        if (messages.Count > limit) messages.RemoveAt(0);
        if (!message.IsMine) TypingUntil = default;
        Touch(message.Version);
    }

    public void Move(string messageId, MessageState state, string? note, long version)
    {
        var index = messages.FindLastIndex(message => message.Id == messageId);
        if (index >= 0) messages[index] = messages[index].MovedTo(state, note, version);
    }

    public void Typing(DateTimeOffset until, long version)
    {
        TypingUntil = until;
        Touch(version);
    }

    public IEnumerable<PhoneMessage> Since(long version) => messages.Where(message => message.Version > version);
}
