using System.Text.Json;
using Athera.Journal;
using Athera.Keys;
using Athera.Knowledge.Chunking;
using Athera.Knowledge.Searching;

namespace Athera.Knowledge;

/// <summary>The text of a version, cut and ready to be written.</summary>
/// <param name="Parts">Its parts, in order.</param>
public sealed record ArticleText(IReadOnlyList<PreparedPart> Parts)
{
    /// <summary>Characters of all parts.</summary>
    public int Characters => Parts.Sum(part => part.Content.Text.Length);

    /// <summary>Prepares parts under a title.</summary>
    public static ArticleText Of(string title, string language, IEnumerable<Chunk> chunks) => new([.. chunks.Select(chunk => new PreparedPart(
        new PartContent(title, language, chunk.Path, chunk.Text),
        string.Join(' ', SearchTerms.Of(string.Join(' ', chunk.Path.Prepend(title)))),
        string.Join(' ', SearchTerms.Of(chunk.Text))))]);

    /// <summary>The rows of the version.</summary>
    public KnowledgeText Rows(TenantKey article, int version, string language, SubjectKey key) => new(
        article.Id, version, SearchTerms.Primary(language),
        [.. Parts.Select((part, i) => new KnowledgePart(part.Heading, part.Words, part.Content.Seal(article, version, i, key)))]);

    /// <summary>Says how much only.</summary>
    public override string ToString() => $"ArticleText({Parts.Count})";
}

/// <summary>A part, ready to be written.</summary>
/// <param name="Content">What it says.</param>
/// <param name="Heading">Terms of its title and headings.</param>
/// <param name="Words">Terms of its text.</param>
public sealed record PreparedPart(PartContent Content, string Heading, string Words)
{
    /// <summary>Says nothing of it.</summary>
    public override string ToString() => nameof(PreparedPart);
}

/// <summary>What a part says, as stored: add members, never rename or reuse them.</summary>
/// <param name="Title">What the tenant calls the article.</param>
/// <param name="Language">The article's language.</param>
/// <param name="Path">The headings it stands under.</param>
/// <param name="Text">Its text.</param>
public sealed record PartContent(string Title, string Language, IReadOnlyList<string> Path, string Text)
{
    /// <summary>Seals it for its place.</summary>
    public byte[] Seal(TenantKey article, int version, int part, SubjectKey key) => key.Seal(
        JsonSerializer.SerializeToUtf8Bytes(this, ArticleJson.Default.PartContent),
        Context(article.Tenant, new PartKey(article.Id, version, part), SealPurpose.KnowledgePart));

    /// <summary>Opens one.</summary>
    public static PartContent Open(TenantId tenant, StoredPart part, SubjectKey key) => JsonSerializer.Deserialize(
        key.Open(part.Payload.Span, Context(tenant, part.Key, SealPurpose.KnowledgePart)), ArticleJson.Default.PartContent)!;

    /// <summary>Where a part's ciphertext belongs.</summary>
    public static SealContext Context(TenantId tenant, PartKey part, SealPurpose purpose) =>
        new(tenant, part.Article, ((long)part.Version << 32) | (uint)part.Part, purpose);

    /// <summary>Says nothing of it.</summary>
    public override string ToString() => nameof(PartContent);
}
