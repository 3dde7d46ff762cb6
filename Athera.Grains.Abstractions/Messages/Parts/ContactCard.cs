namespace Athera.Messages;

/// <summary>A contact card somebody sent. Every part may be missing.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ContactCard")]
public sealed record ContactCard
{
    /// <summary>Cards of one message, at most.</summary>
    public const int MaxCards = 100;

    /// <summary>Whose it is.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>Phone numbers as written.</summary>
    [Id(1)] public IReadOnlyList<string> Phones { get; init; } = [];

    /// <summary>E-mail addresses as written.</summary>
    [Id(2)] public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>The company.</summary>
    [Id(3)] public string? Organization { get; init; }

    /// <summary>Says nothing of whose it is.</summary>
    public override string ToString() => nameof(ContactCard);
}
