using System.ComponentModel.DataAnnotations;
using System.Text;
using Athera.Knowledge;

namespace Athera.Api.Knowledge;

/// <summary>An article written here. A file, and every PDF document, comes as <c>multipart/form-data</c> instead.</summary>
public sealed record WriteArticleBody
{
    /// <summary>What you call it.</summary>
    [Required, StringLength(KnowledgeLimits.MaxTitle, MinimumLength = 1)]
    public string Title { get; init; } = "";

    /// <summary>The language it is in: a tag such as <c>en</c> or <c>pt-br</c>.</summary>
    [Required, StringLength(KnowledgeLimits.MaxLanguage, MinimumLength = 2)]
    public string Language { get; init; } = "";

    /// <summary>What the text is written in: <c>text</c> when left out, <c>markdown</c> or <c>html</c>.</summary>
    [AllowedValues(null, ArticleKind.Text, ArticleKind.Markdown, ArticleKind.Html, ErrorMessage = "A PDF document comes as a file.")]
    public ArticleKind? Kind { get; init; }

    /// <summary>The text.</summary>
    [Required, StringLength(4 * 1024 * 1024, MinimumLength = 1)]
    public string Text { get; init; } = "";

    /// <summary>What the grain is asked.</summary>
    internal WriteArticle Command => new()
    {
        Title = Title,
        Language = Language,
        Kind = Kind ?? ArticleKind.Text,
        Source = Encoding.UTF8.GetBytes(Text),
    };

    /// <summary>Says nothing of it.</summary>
    public override string ToString() => nameof(WriteArticleBody);
}

/// <summary>What to change of an article, its text apart; what is left out stays.</summary>
public sealed record ChangeArticleBody
{
    /// <summary>New title.</summary>
    [StringLength(KnowledgeLimits.MaxTitle, MinimumLength = 1)]
    public string? Title { get; init; }

    /// <summary>New language.</summary>
    [StringLength(KnowledgeLimits.MaxLanguage, MinimumLength = 2)]
    public string? Language { get; init; }

    /// <summary>Says nothing of it.</summary>
    public override string ToString() => nameof(ChangeArticleBody);
}

/// <summary>A question to the knowledge.</summary>
public sealed record SearchKnowledgeBody
{
    /// <summary>In the words of whoever asks.</summary>
    [Required, StringLength(KnowledgeLimits.MaxQuery, MinimumLength = 1)]
    public string Query { get; init; } = "";

    /// <summary>Look into articles of this language first.</summary>
    [StringLength(KnowledgeLimits.MaxLanguage, MinimumLength = 2)]
    public string? Language { get; init; }

    /// <summary>At most this many passages.</summary>
    [Range(1, KnowledgeLimits.MaxFound)]
    public int? Limit { get; init; }

    /// <summary>Says nothing of it.</summary>
    public override string ToString() => nameof(SearchKnowledgeBody);
}

/// <summary>A page of an article's text.</summary>
/// <param name="Version">The version it is of.</param>
/// <param name="Items">The parts, in order.</param>
/// <param name="Next">Where the next page starts, or <see langword="null"/> on the last.</param>
public sealed record ArticlePartsBody(int Version, IReadOnlyList<ArticlePartView> Items, string? Next)
{
    /// <summary>Says which version only.</summary>
    public override string ToString() => $"ArticlePartsBody({Version})";
}
