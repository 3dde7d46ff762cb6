using Athera.Contacts;
using Athera.Messages;

namespace Athera.Channels;

/// <summary>
/// A channel whose provider can be asked which messages it has taken: evidence where the answer to a send was lost. A channel
/// without it has its receipts alone.
/// </summary>
public interface ISentList
{
    /// <summary>
    /// Looks for a message among those the provider has taken. Never throws for anything the provider or the network does: a list
    /// that cannot be read is an answer of its own, since resending on it would double what is merely not seen.
    /// </summary>
    /// <param name="settings">The account's settings, secrets included.</param>
    /// <param name="question">What is looked for.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    Task<SentEvidence> FindSentAsync(ChannelSettings settings, SentQuestion question, CancellationToken cancellation);
}

/// <summary>A message whose sending is in doubt.</summary>
public sealed record SentQuestion
{
    /// <summary>The message.</summary>
    public required MessageId Message { get; init; }

    /// <summary>The attempt whose outcome is unknown.</summary>
    public required int Attempt { get; init; }

    /// <summary>Which question about it this is, from 1.</summary>
    public required int Question { get; init; }

    /// <summary>The addresses it was sent to one of, as in <see cref="SendOrder.To"/>.</summary>
    public required IReadOnlyList<Address> To { get; init; }

    /// <summary>What it says.</summary>
    public required MessageContent Content { get; init; }

    /// <summary>When it was queued, by a silo's clock: no earlier can it have been sent.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When nobody waits for the answer any more.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>Says which it is, and not what it says.</summary>
    public override string ToString() => $"SentQuestion({Message}, {Attempt}, {Question})";
}
