namespace Athera.Knowledge;

/// <summary>An article as shown to its tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ArticleView")]
public sealed record ArticleView
{
    /// <summary>Its id.</summary>
    [Id(0)] public required ArticleId Id { get; init; }

    /// <summary>What the tenant calls it.</summary>
    [Id(1)] public required string Title { get; init; }

    /// <summary>The language it is in.</summary>
    [Id(2)] public required string Language { get; init; }

    /// <summary>What its source is written in.</summary>
    [Id(3)] public required ArticleKind Kind { get; init; }

    /// <summary>Which version it is, from 1.</summary>
    [Id(4)] public required int Version { get; init; }

    /// <summary>Size of its source in bytes.</summary>
    [Id(5)] public required long Bytes { get; init; }

    /// <summary>Characters of text that were read out of it.</summary>
    [Id(6)] public required int Characters { get; init; }

    /// <summary>Parts it was cut into.</summary>
    [Id(7)] public required int Parts { get; init; }

    /// <summary>Whether it can be found by its meaning.</summary>
    [Id(8)] public required ArticleEmbedding Embedding { get; init; }

    /// <summary>When its first version was made.</summary>
    [Id(9)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this version was made.</summary>
    [Id(10)] public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Says which only.</summary>
    public override string ToString() => $"ArticleView({Id})";
}

/// <summary>Whether an article can be found by its meaning, besides by its words.</summary>
[GenerateSerializer, Alias("Athera.ArticleEmbedding")]
public enum ArticleEmbedding
{
    /// <summary>No provider of embeddings is configured.</summary>
    None,

    /// <summary>The provider has not answered for this version yet, and is asked again.</summary>
    Pending,

    /// <summary>It can.</summary>
    Done,
}
