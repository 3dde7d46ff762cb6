using Athera.Contacts;
using Athera.Messages;

namespace Athera.Channels;

/// <summary>One call to a provider, already committed as an attempt.</summary>
[GenerateSerializer, Immutable, Alias("Athera.SendOrder")]
public sealed record SendOrder
{
    /// <summary>The message; goes into the provider's opaque field so that receipts find it.</summary>
    [Id(0)] public required MessageId Message { get; init; }

    /// <summary>Which attempt this is, from 1.</summary>
    [Id(1)] public required int Attempt { get; init; }

    /// <summary>Every address known for the contact on this account, the one it last wrote from first.</summary>
    [Id(2)] public required IReadOnlyList<Address> To { get; init; }

    /// <summary>What to send.</summary>
    [Id(3)] public required MessageContent Content { get; init; }

    /// <summary>
    /// No call is begun after this: the conversation then counts the outcome as unknown, and may have the message sent again.
    /// </summary>
    [Id(4)] public DateTimeOffset Deadline { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>
    /// A person wrote it after the channel's window for free text had closed. Some providers let staff do that and must be told so;
    /// never set for what a program wrote.
    /// </summary>
    [Id(5)] public bool ByPersonLate { get; init; }

    /// <summary>The provider's id of the message it quotes.</summary>
    [Id(6)] public string? ReplyTo { get; init; }

    /// <summary>Whose it is, to ask for consent right before the call.</summary>
    [Id(11)] public ContactId Contact { get; init; }

    /// <summary>Whose message it is: with the contact it tells where the files of the content are.</summary>
    [Id(10)] public TenantId Tenant { get; init; }
}

/// <summary>How a call to a provider ended.</summary>
[GenerateSerializer, Immutable, Alias("Athera.SendOutcome")]
public sealed record SendOutcome
{
    /// <summary>How it ended.</summary>
    [Id(0)] public required SendResult Result { get; init; }

    /// <summary>When accepted: the provider's id of the message.</summary>
    [Id(1)] public string? ExternalId { get; init; }

    /// <summary>When refused or unknown: why.</summary>
    [Id(2)] public Fault? Fault { get; init; }

    /// <summary>When refused for now: not before this long.</summary>
    [Id(3)] public TimeSpan? RetryAfter { get; init; }

    /// <summary>Refused for now by Athera itself: no call was made, so it does not count as a try.</summary>
    [Id(4)] public bool NotCalled { get; init; }

    /// <summary>When refused for now because of a limit: whose limit it is, and so who else has to slow down.</summary>
    [Id(5)] public LimitScope Limit { get; init; }

    /// <summary>The provider took it.</summary>
    public static SendOutcome Accepted(string externalId) => new() { Result = SendResult.Accepted, ExternalId = externalId };

    /// <summary>The provider certainly did not take it, and will not.</summary>
    public static SendOutcome Refused(Fault fault) => new() { Result = SendResult.Refused, Fault = fault };

    /// <summary>The provider certainly did not take it; later it may.</summary>
    public static SendOutcome Deferred(Fault fault, TimeSpan retryAfter) =>
        new() { Result = SendResult.Deferred, Fault = fault, RetryAfter = retryAfter };

    /// <summary>The provider was not asked; later it may be.</summary>
    public static SendOutcome PutOff(Fault fault, TimeSpan retryAfter) => Deferred(fault, retryAfter) with { NotCalled = true };

    /// <summary>Nobody knows whether the provider took it.</summary>
    public static SendOutcome Unknown(Fault fault) => new() { Result = SendResult.Unknown, Fault = fault };

    /// <summary>Says how it ended, and not the provider's id: some hold the recipient's number.</summary>
    public override string ToString() => $"SendOutcome({Result}, {Fault?.Code})";
}

/// <summary>The four ways a call to a provider can end. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.SendResult")]
public enum SendResult
{
    /// <summary>Taken.</summary>
    Accepted = 0,

    /// <summary>Refused for good.</summary>
    Refused = 1,

    /// <summary>Refused for now.</summary>
    Deferred = 2,

    /// <summary>Cut off: taken or not, nobody knows.</summary>
    Unknown = 3,
}

/// <summary>Whose limit a call ran into.</summary>
[GenerateSerializer, Alias("Athera.LimitScope")]
public enum LimitScope
{
    /// <summary>No limit, or only this recipient's: nobody else is concerned.</summary>
    Recipient = 0,

    /// <summary>The account's: it sends more slowly for a while.</summary>
    Account = 1,

    /// <summary>That of the app or business behind several accounts: all of them pause.</summary>
    App = 2,
}
