namespace Athera.Knowledge;

/// <summary>All knowledge of a tenant. Key: the tenant's collection.</summary>
[Alias("Athera.IKnowledgeGrain")]
public interface IKnowledgeGrain : IGrainWithStringKey
{
    /// <summary>The articles, in the order of their ids.</summary>
    [Alias("List")]
    Task<Page<ArticleView>> List(string? after, int limit);

    /// <summary>The passages that fit a question best.</summary>
    [Alias("Search")]
    Task<Result<KnowledgeFound>> Search(SearchKnowledge question);
}

/// <summary>A question to the knowledge.</summary>
/// <param name="Query">In the words of whoever asks, 1 to 500 characters.</param>
/// <param name="Language">Look into articles of this language first; those of others are looked into only when none of it fits.</param>
/// <param name="Limit">At most this many passages, 1 to 8.</param>
[GenerateSerializer, Immutable, Alias("Athera.SearchKnowledge")]
public sealed record SearchKnowledge(
    [property: Id(0)] string Query, [property: Id(1)] string? Language, [property: Id(2)] int Limit)
{
    /// <summary>Says nothing of it: a contact may have asked.</summary>
    public override string ToString() => nameof(SearchKnowledge);
}

/// <summary>What was found.</summary>
/// <param name="Passages">The passages, best first.</param>
/// <param name="By">How they were looked for.</param>
[GenerateSerializer, Immutable, Alias("Athera.KnowledgeFound")]
public sealed record KnowledgeFound(
    [property: Id(0)] IReadOnlyList<KnowledgePassage> Passages, [property: Id(1)] SearchMode By);

/// <summary>How knowledge was looked for.</summary>
[GenerateSerializer, Alias("Athera.SearchMode")]
public enum SearchMode
{
    /// <summary>By its words: no provider of embeddings is configured.</summary>
    Words,

    /// <summary>By its words and its meaning.</summary>
    WordsAndMeaning,

    /// <summary>By its words alone, since the provider of embeddings does not answer.</summary>
    WordsWhileMeaningIsUnavailable,
}

/// <summary>A part of an article that fits a question.</summary>
[GenerateSerializer, Immutable, Alias("Athera.KnowledgePassage")]
public sealed record KnowledgePassage
{
    /// <summary>The article.</summary>
    [Id(0)] public required ArticleId Article { get; init; }

    /// <summary>Its version.</summary>
    [Id(1)] public required int Version { get; init; }

    /// <summary>Which part of it, from 0.</summary>
    [Id(2)] public required int Part { get; init; }

    /// <summary>What the tenant calls the article.</summary>
    [Id(3)] public required string Title { get; init; }

    /// <summary>The language it is in.</summary>
    [Id(4)] public required string Language { get; init; }

    /// <summary>The headings the part stands under, outermost first.</summary>
    [Id(5)] public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>Its text.</summary>
    [Id(6)] public required string Text { get; init; }

    /// <summary>Says where it is from, and not what it says.</summary>
    public override string ToString() => $"KnowledgePassage({Article}, {Version}, {Part})";
}
