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
    /// <param name="externalId">The provider's id of the contact's newest message.</param>
    /// <param name="typing">Whether somebody writes.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    Task ShowAsync(ChannelSettings settings, string externalId, bool typing, CancellationToken cancellation);
}
