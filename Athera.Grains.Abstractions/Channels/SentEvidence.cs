using Athera.Messages;

namespace Athera.Channels;

/// <summary>What a provider's own list says about a send whose outcome is unknown.</summary>
[GenerateSerializer, Immutable, Alias("Athera.SentEvidence")]
public sealed record SentEvidence
{
    /// <summary>
    /// Messages on the list that may be the one asked about, the likeliest first. One that is known as another message's is not it:
    /// two messages may say the same.
    /// </summary>
    [Id(0)] public required IReadOnlyList<SentCopy> Copies { get; init; }

    /// <summary>Why the list could not be read to its end; <see langword="null"/> when what is not among the copies is not there.</summary>
    [Id(1)] public Fault? Fault { get; init; }

    /// <summary>The list was read, and this is on it.</summary>
    public static SentEvidence Listed(IReadOnlyList<SentCopy> copies) => new() { Copies = copies };

    /// <summary>The list could not be read: that nothing was found says nothing.</summary>
    public static SentEvidence CannotTell(Fault fault) => new() { Copies = [], Fault = fault };

    /// <summary>Says how much was found.</summary>
    public override string ToString() => $"SentEvidence({Copies.Count}, {Fault?.Code})";
}

/// <summary>A message on a provider's list.</summary>
/// <param name="ExternalId">The provider's id.</param>
/// <param name="State">How far it has come, or <see langword="null"/>: taken, and no more.</param>
/// <param name="Fault">Why it failed, if it did.</param>
[GenerateSerializer, Immutable, Alias("Athera.SentCopy")]
public sealed record SentCopy(
    [property: Id(0)] string ExternalId, [property: Id(1)] MessageState? State, [property: Id(2)] Fault? Fault)
{
    /// <summary>Says how far it came, and not the provider's id: some hold the recipient's number.</summary>
    public override string ToString() => $"SentCopy({State})";
}
