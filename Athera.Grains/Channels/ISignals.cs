using Athera.Contacts;

namespace Athera.Channels;

/// <summary>
/// How a channel shows contacts that somebody reads or writes. Best effort: an implementation never throws for anything the provider
/// or the network does, and nothing waits for it.
/// </summary>
public interface ISignals
{
    /// <summary>How long the sign that somebody writes lasts; it is repeated before that.</summary>
    TimeSpan TypingLasts { get; }

    /// <summary>Shows that a message was read, and perhaps that somebody writes an answer.</summary>
    /// <param name="settings">The account's settings, secrets included.</param>
    /// <param name="target">To whom, and of what.</param>
    /// <param name="typing">Whether somebody writes.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    Task ShowAsync(ChannelSettings settings, SignalTarget target, bool typing, CancellationToken cancellation);
}

/// <summary>To whom something is shown, and of what.</summary>
/// <param name="ExternalId">The provider's id of the contact's newest message.</param>
/// <param name="Contact">The contact's addresses, in the order in which they are to be tried.</param>
public sealed record SignalTarget(string ExternalId, IReadOnlyList<Address> Contact)
{
    /// <summary>Says nothing: some providers' ids hold the contact's number.</summary>
    public override string ToString() => nameof(SignalTarget);
}
