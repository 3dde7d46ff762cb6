namespace Athera.Channels;

/// <summary>Nothing of an account is sent: its provider refuses every call until somebody has seen to it. What is to be sent waits.</summary>
/// <param name="Reason">Why, one of <see cref="Messages.Faults"/>.</param>
/// <param name="Detail">The provider's own code.</param>
/// <param name="Since">Since when.</param>
[GenerateSerializer, Immutable, Alias("Athera.AccountHold")]
public sealed record AccountHold(
    [property: Id(0)] string Reason, [property: Id(1)] string? Detail, [property: Id(2)] DateTimeOffset Since);
