namespace Athera.Messages;

/// <summary>A sign somebody put on a message.</summary>
/// <param name="By">Who.</param>
/// <param name="Emoji">The sign, at most <see cref="MaxLength"/> UTF-16 units.</param>
/// <param name="At">When, by the provider's clock where it says so.</param>
[GenerateSerializer, Immutable, Alias("Athera.Reaction")]
public sealed record Reaction(
    [property: Id(0)] Author By, [property: Id(1)] string Emoji, [property: Id(2)] DateTimeOffset At)
{
    /// <summary>Longest sign kept, in UTF-16 units; a family of joined emoji takes some twenty.</summary>
    public const int MaxLength = 64;

    /// <summary>Says who only.</summary>
    public override string ToString() => $"Reaction({By.Kind})";
}
