using Athera.Messages;

namespace Athera;

/// <summary>What brought an order or a task about.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Id">Which agent, user or rule; opaque. <see langword="null"/> where the contact did it itself.</param>
/// <param name="Turn">The turn, where an agent did it: the sequence of the event that began it.</param>
/// <param name="Key">The key of the tool call, where an agent did it.</param>
/// <param name="Message">The message, where one did it.</param>
[GenerateSerializer, Immutable, Alias("Athera.Origin")]
public sealed record Origin(
    [property: Id(0)] OriginKind Kind, [property: Id(1)] string? Id = null, [property: Id(2)] long? Turn = null,
    [property: Id(3)] string? Key = null, [property: Id(4)] MessageId? Message = null);

/// <summary>Kinds of origin. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.OriginKind")]
public enum OriginKind : short
{
    /// <summary>An AI agent, by calling a tool.</summary>
    Agent = 1,

    /// <summary>A person in the inbox, or a program with a key of the tenant.</summary>
    User = 2,

    /// <summary>The contact, by sending a cart from the catalogue.</summary>
    Catalogue = 3,

    /// <summary>A rule of the tenant.</summary>
    Rule = 4,

    /// <summary>An effect of which nobody knows whether it came about, so that a person has to look.</summary>
    UnknownEffect = 5,
}
