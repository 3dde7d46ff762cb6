using Athera.Contacts;
using Athera.Messages;

namespace Athera.Channels;

/// <summary>A message from a contact, as a channel read it from a webhook.</summary>
[GenerateSerializer, Immutable, Alias("Athera.InboundMessage")]
public sealed record InboundMessage
{
    /// <summary>Longest provider id taken in, in UTF-16 units.</summary>
    public const int MaxExternalIdLength = 512;

    /// <summary>Longest sender's name kept, in UTF-16 units; display text, so a longer one is cut.</summary>
    public const int MaxNameLength = 256;

    /// <summary>Every address the provider gave for the sender, the most stable first; at least one.</summary>
    [Id(0)] public required IReadOnlyList<Address> From { get; init; }

    /// <summary>The sender's profile name, if given; untrusted display text.</summary>
    [Id(1)] public string? Name { get; init; }

    /// <summary>The provider's id: with the channel account it identifies the message for ever.</summary>
    [Id(2)] public required string ExternalId { get; init; }

    /// <summary>When the contact sent it, by the provider's clock; <see langword="null"/> when the provider does not say or says nonsense.</summary>
    [Id(3)] public DateTimeOffset? SentAt { get; init; }

    /// <summary>What it says.</summary>
    [Id(4)] public required MessageContent Content { get; init; }

    /// <summary>The provider's id of the message it quotes, if any.</summary>
    [Id(5)] public string? ReplyTo { get; init; }

    /// <summary>
    /// What the provider, not the words, says this asks for: <c>stop</c>, <c>start</c> or <c>help</c>, when the provider has already
    /// acted on it and answered. <see langword="null"/> when only the words can tell.
    /// </summary>
    [Id(6)] public Keyword? Keyword { get; init; }

    /// <summary>Says what it is only: some providers' ids hold the sender's number.</summary>
    public override string ToString() => $"InboundMessage({Content.Kind})";
}

/// <summary>What a provider reports about a message we sent.</summary>
[GenerateSerializer, Immutable, Alias("Athera.DeliveryReceipt")]
public sealed record DeliveryReceipt
{
    /// <summary>The provider's id of the message.</summary>
    [Id(0)] public required string ExternalId { get; init; }

    /// <summary>Our own id, if the provider gave it back; then no lookup is needed.</summary>
    [Id(1)] public MessageId? Message { get; init; }

    /// <summary>Sent, delivered, read or failed.</summary>
    [Id(2)] public required MessageState State { get; init; }

    /// <summary>When, by the provider's clock.</summary>
    [Id(3)] public DateTimeOffset? At { get; init; }

    /// <summary>Why, when it failed.</summary>
    [Id(4)] public Fault? Fault { get; init; }

    /// <summary>Says how far the message came: some providers' ids hold the recipient's number.</summary>
    public override string ToString() => $"DeliveryReceipt({State})";
}

/// <summary>A word a provider acts on by itself. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.Keyword")]
public enum Keyword
{
    /// <summary>Send me nothing any more.</summary>
    Stop = 1,

    /// <summary>Send to me again.</summary>
    Start = 2,

    /// <summary>Who is this, and how do I get out.</summary>
    Help = 3,
}
