using Athera.Channels;

namespace Athera.Conversations;

/// <summary>What a contact told a person about being written to.</summary>
/// <param name="Scope">What about.</param>
/// <param name="Granted">Whether it may be sent.</param>
/// <param name="User">Who was told; opaque.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("Athera.ChangeConsent")]
public sealed record ChangeConsent(
    [property: Id(0)] ConsentScope Scope, [property: Id(1)] bool Granted, [property: Id(2)] string User,
    [property: Id(3)] DateTimeOffset At);
