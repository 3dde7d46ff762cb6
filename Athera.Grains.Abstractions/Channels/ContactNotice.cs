using Athera.Contacts;
using Athera.Messages;

namespace Athera.Channels;

/// <summary>
/// Something besides a new message that happened in the thread with a contact, as a channel read it from a webhook. It goes to the
/// conversation of the contact it names, like a message.
/// </summary>
[GenerateSerializer, Immutable, Alias("Athera.ContactNotice")]
public abstract record ContactNotice
{
    /// <summary>Every address the provider gave for the contact (never the tenant's own), the most stable first; at least one.</summary>
    [Id(0)] public required IReadOnlyList<Address> Contact { get; init; }

    /// <summary>
    /// The provider's id of the happening itself, made up from its parts where the provider gives none: told twice, it has one
    /// effect.
    /// </summary>
    [Id(1)] public required string ExternalId { get; init; }

    /// <summary>When, by the provider's clock; <see langword="null"/> when it does not say or says nonsense.</summary>
    [Id(2)] public DateTimeOffset? At { get; init; }

    /// <summary>Says what it is only.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>The author changed a message. It may overtake the message.</summary>
[GenerateSerializer, Immutable, Alias("Athera.EditNotice")]
public sealed record EditNotice : ContactNotice
{
    /// <summary>The provider's id of the message.</summary>
    [Id(0)] public required string Target { get; init; }

    /// <summary>What it says now.</summary>
    [Id(1)] public required MessageContent Content { get; init; }
}

/// <summary>The author took a message back: what it said is removed. It may overtake the message.</summary>
[GenerateSerializer, Immutable, Alias("Athera.DeletionNotice")]
public sealed record DeletionNotice : ContactNotice
{
    /// <summary>The provider's id of the message.</summary>
    [Id(0)] public required string Target { get; init; }
}

/// <summary>The contact put a sign on a message, or took it away.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ReactionNotice")]
public sealed record ReactionNotice : ContactNotice
{
    /// <summary>The provider's id of the message.</summary>
    [Id(0)] public required string Target { get; init; }

    /// <summary>The sign; <see langword="null"/> when it was taken away.</summary>
    [Id(1)] public string? Emoji { get; init; }
}

/// <summary>
/// The tenant's side wrote to the contact: an echo of what Athera sent itself, or something written elsewhere, such as in the
/// business's phone app. Never answered.
/// </summary>
[GenerateSerializer, Immutable, Alias("Athera.EchoNotice")]
public sealed record EchoNotice : ContactNotice
{
    /// <summary>What was written.</summary>
    [Id(0)] public required MessageContent Content { get; init; }

    /// <summary>Our own id, if the provider gives it back.</summary>
    [Id(1)] public MessageId? Message { get; init; }
}

/// <summary>The contact got, or saw, everything up to here.</summary>
[GenerateSerializer, Immutable, Alias("Athera.WatermarkNotice")]
public sealed record WatermarkNotice : ContactNotice
{
    /// <summary>Delivered or read.</summary>
    [Id(0)] public required MessageState State { get; init; }

    /// <summary>Everything sent up to this time.</summary>
    [Id(1)] public DateTimeOffset? UpTo { get; init; }

    /// <summary>Everything up to this message, by the provider's id.</summary>
    [Id(2)] public string? Target { get; init; }
}

/// <summary>The contact has another address now; both are one person's.</summary>
[GenerateSerializer, Immutable, Alias("Athera.AddressChangeNotice")]
public sealed record AddressChangeNotice : ContactNotice
{
    /// <summary>What it is reached by from now on.</summary>
    [Id(0)] public required IReadOnlyList<Address> NewAddresses { get; init; }
}

/// <summary>The contact says what it wants to be sent.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ConsentNotice")]
public sealed record ConsentNotice : ContactNotice
{
    /// <summary>What about.</summary>
    [Id(0)] public required ConsentScope Scope { get; init; }

    /// <summary>Whether it may be sent.</summary>
    [Id(1)] public required bool Granted { get; init; }
}

/// <summary>What consent is about. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.ConsentScope")]
public enum ConsentScope
{
    /// <summary>Everything over this channel account.</summary>
    Everything = 1,

    /// <summary>Marketing only; answers to what the contact asks go on.</summary>
    Marketing = 2,
}
