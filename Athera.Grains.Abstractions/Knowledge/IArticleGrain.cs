namespace Athera.Knowledge;

/// <summary>An article of a tenant's knowledge. Key: tenant and article.</summary>
[Alias("Athera.IArticleGrain")]
public interface IArticleGrain : IGrainWithStringKey
{
    /// <summary>
    /// Reads the source and makes it the first version. Writing an article that exists changes nothing and shows it. A source that
    /// cannot be read, or is too much, is refused as invalid and named.
    /// </summary>
    [Alias("Create")]
    Task<Result<ArticleView>> Create(WriteArticle command);

    /// <summary>
    /// Reads the source and makes it the next version; until then the one before is found. A source, title and language that are
    /// the present ones make no version.
    /// </summary>
    [Alias("Replace")]
    Task<Result<ArticleView>> Replace(WriteArticle command);

    /// <summary>Gives the same text another title or language, as the next version.</summary>
    [Alias("Change")]
    Task<Result<ArticleView>> Change(ChangeArticle command);

    /// <summary>What it is.</summary>
    [Alias("Get")]
    Task<Result<ArticleView>> Get();

    /// <summary>What was read out of its source, part by part.</summary>
    /// <param name="after">The part the page before ended with; -1 for the first page.</param>
    /// <param name="limit">At most this many, cut to 1 to 200.</param>
    [Alias("Parts")]
    Task<Result<ArticleParts>> Parts(int after, int limit);

    /// <summary>Removes it and its text; it does not come back.</summary>
    [Alias("Delete")]
    Task<Result<Done>> Delete();
}

/// <summary>An article to be read.</summary>
[GenerateSerializer, Immutable, Alias("Athera.WriteArticle")]
public sealed record WriteArticle
{
    /// <summary>What the tenant calls it, 1 to 200 characters.</summary>
    [Id(0)] public required string Title { get; init; }

    /// <summary>The language it is in: a tag such as <c>en</c> or <c>pt-br</c>.</summary>
    [Id(1)] public required string Language { get; init; }

    /// <summary>What the source is written in.</summary>
    [Id(2)] public required ArticleKind Kind { get; init; }

    /// <summary>The source, at most 10 MB.</summary>
    [Id(3)] public required ReadOnlyMemory<byte> Source { get; init; }

    /// <summary>Says nothing of it.</summary>
    public override string ToString() => nameof(WriteArticle);
}

/// <summary>What to change; what is <see langword="null"/> stays.</summary>
/// <param name="Title">New title.</param>
/// <param name="Language">New language.</param>
[GenerateSerializer, Immutable, Alias("Athera.ChangeArticle")]
public sealed record ChangeArticle([property: Id(0)] string? Title, [property: Id(1)] string? Language)
{
    /// <summary>Says nothing of it.</summary>
    public override string ToString() => nameof(ChangeArticle);
}

/// <summary>A page of an article's text.</summary>
/// <param name="Version">The version it is of.</param>
/// <param name="Parts">The parts, in order.</param>
/// <param name="Next">What to ask the next page after, or <see langword="null"/> on the last.</param>
[GenerateSerializer, Immutable, Alias("Athera.ArticleParts")]
public sealed record ArticleParts(
    [property: Id(0)] int Version, [property: Id(1)] IReadOnlyList<ArticlePartView> Parts, [property: Id(2)] int? Next);

/// <summary>One part of an article, as it is searched and answered from.</summary>
/// <param name="Part">Its place, from 0.</param>
/// <param name="Path">The headings it stands under, outermost first.</param>
/// <param name="Text">Its text.</param>
[GenerateSerializer, Immutable, Alias("Athera.ArticlePartView")]
public sealed record ArticlePartView(
    [property: Id(0)] int Part, [property: Id(1)] IReadOnlyList<string> Path, [property: Id(2)] string Text)
{
    /// <summary>Says which only.</summary>
    public override string ToString() => $"ArticlePartView({Part})";
}
