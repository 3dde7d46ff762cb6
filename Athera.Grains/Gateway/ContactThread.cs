using Athera.Channels;
using Athera.Contacts;

namespace Athera.Gateway;

/// <summary>What a webhook holds of one contact on one account, in its order.</summary>
/// <param name="Account">The account.</param>
/// <param name="Contact">The contact's addresses as its first element gave them.</param>
internal sealed record ContactThread(ConnectedAccount Account, IReadOnlyList<Address> Contact)
{
    /// <summary>What the contact wrote.</summary>
    public List<InboundMessage> Messages { get; } = [];

    /// <summary>What else happened.</summary>
    public List<ContactNotice> Notices { get; } = [];

    /// <summary>With what another one of the same conversation holds.</summary>
    public ContactThread With(ContactThread other)
    {
        Messages.AddRange(other.Messages);
        Notices.AddRange(other.Notices);
        return this;
    }

    /// <summary>Says how much there is only.</summary>
    public override string ToString() => $"ContactThread({Messages.Count}, {Notices.Count})";
}
