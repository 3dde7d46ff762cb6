namespace Athera.Knowledge;

/// <summary>What an article's source is written in. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.ArticleKind")]
public enum ArticleKind
{
    /// <summary>Plain text: paragraphs with empty lines between them.</summary>
    Text = 1,

    /// <summary>Markdown.</summary>
    Markdown = 2,

    /// <summary>An HTML page.</summary>
    Html = 3,

    /// <summary>A PDF document that holds text; pictures of pages are not read.</summary>
    Pdf = 4,
}
