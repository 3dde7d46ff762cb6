using Athera.Messages;

namespace Athera.Channels;

/// <summary>
/// A channel whose provider lists what it has received for an account: what makes good a webhook that never came. A provider that
/// delivers again until it is answered needs none.
/// </summary>
public interface IReceivedList
{
    /// <summary>How often an account's list is read; <see cref="TimeSpan.Zero"/>: never.</summary>
    TimeSpan Interval { get; }

    /// <summary>
    /// A page of the messages an account received between two times. Never throws for anything the provider or the network does.
    /// </summary>
    /// <param name="settings">The account's settings, secrets included.</param>
    /// <param name="account">The account.</param>
    /// <param name="range">Which messages.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    Task<ReceivedPage> ListReceivedAsync(
        ChannelSettings settings, ChannelAccountId account, ReceivedRange range, CancellationToken cancellation);
}

/// <summary>Which messages are asked for.</summary>
/// <param name="Since">Received then or later, by the provider's clock.</param>
/// <param name="Until">Received then or earlier.</param>
/// <param name="Page">Where the page before ended; <see langword="null"/> for the first.</param>
public sealed record ReceivedRange(DateTimeOffset Since, DateTimeOffset Until, string? Page = null);

/// <summary>A page of received messages, or why there is none.</summary>
/// <param name="Messages">Those on it, in any order.</param>
/// <param name="Next">Where it ends, if there is more.</param>
/// <param name="Fault">Why the list cannot be read.</param>
/// <param name="RetryAfter">How long the provider asked to wait.</param>
public sealed record ReceivedPage(
    IReadOnlyList<ListedMessage> Messages, string? Next = null, Fault? Fault = null, TimeSpan? RetryAfter = null);

/// <summary>A received message as a provider lists it.</summary>
/// <param name="ExternalId">The provider's id.</param>
/// <param name="At">When the provider received it.</param>
/// <param name="Request">The message in the form of the webhook that should have brought it.</param>
/// <param name="Content">What reading that gives.</param>
public sealed record ListedMessage(string ExternalId, DateTimeOffset At, WebhookRequest Request, WebhookContent Content)
{
    /// <summary>Says when it came, and nothing of what it says.</summary>
    public override string ToString() => $"ListedMessage({At:O})";
}
