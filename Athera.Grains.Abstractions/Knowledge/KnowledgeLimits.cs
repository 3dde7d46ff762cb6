namespace Athera.Knowledge;

/// <summary>How much knowledge there may be. What is more is refused, and the refusal says so.</summary>
public static class KnowledgeLimits
{
    /// <summary>Articles of a tenant.</summary>
    public const int MaxArticles = 2000;

    /// <summary>Characters of a title.</summary>
    public const int MaxTitle = 200;

    /// <summary>Characters of a language tag.</summary>
    public const int MaxLanguage = 16;

    /// <summary>Bytes of a source.</summary>
    public const int MaxSource = 10 * 1024 * 1024;

    /// <summary>Pages of a PDF document.</summary>
    public const int MaxPages = 500;

    /// <summary>Characters of text in a source, once it has been read.</summary>
    public const int MaxCharacters = 400_000;

    /// <summary>Parts an article may be cut into.</summary>
    public const int MaxParts = 500;

    /// <summary>Characters of a question.</summary>
    public const int MaxQuery = 500;

    /// <summary>Passages that one search finds.</summary>
    public const int MaxFound = 8;
}
