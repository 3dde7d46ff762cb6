namespace Athera.Messages;

/// <summary>What brought the contact here: an advertisement, a post, a product, a story. All of it untrusted.</summary>
[GenerateSerializer, Immutable, Alias("Athera.Referral")]
public sealed record Referral
{
    /// <summary>What kind of thing, as the provider names it: <c>ad</c>, <c>post</c>, <c>product</c>, <c>story</c>.</summary>
    [Id(0)] public required string Source { get; init; }

    /// <summary>The provider's id of it.</summary>
    [Id(1)] public string? SourceId { get; init; }

    /// <summary>Where it is.</summary>
    [Id(2)] public string? Url { get; init; }

    /// <summary>Its headline.</summary>
    [Id(3)] public string? Headline { get; init; }

    /// <summary>Its text.</summary>
    [Id(4)] public string? Text { get; init; }

    /// <summary>What the tenant put into the link (<c>ref</c>), or the click's id.</summary>
    [Id(5)] public string? Reference { get; init; }

    /// <summary>Says what kind of thing only.</summary>
    public override string ToString() => $"Referral({Source})";
}
