namespace Athera.Journal;

/// <summary>
/// What of an article's searchable rows an append changes. They are written with the event that says so, so a search finds one version
/// of an article or the other, and never some of each.
/// </summary>
/// <param name="Article">The article, whose stream the append writes to.</param>
/// <param name="Version">The version the rows are of.</param>
/// <param name="Language">Its language, without region, in lower case.</param>
public abstract record KnowledgeChange(OpaqueId Article, int Version, string Language)
{
    /// <summary>Weight of the rows, for the writer's bounds.</summary>
    public abstract long Size { get; }
}

/// <summary>All parts of an article are replaced by these, and its vectors removed; without parts it is found no more.</summary>
/// <param name="Article">The article.</param>
/// <param name="Version">The version.</param>
/// <param name="Language">Its language.</param>
/// <param name="Parts">The parts, in order.</param>
public sealed record KnowledgeText(OpaqueId Article, int Version, string Language, IReadOnlyList<KnowledgePart> Parts)
    : KnowledgeChange(Article, Version, Language)
{
    /// <inheritdoc/>
    public override long Size => Parts.Sum(part => part.Payload.Length + part.Heading.Length + part.Words.Length);
}

/// <summary>A part of an article: what it says, sealed, and the terms it is found by, which no database could search sealed.</summary>
/// <param name="Heading">Terms of its title and headings, with spaces between them.</param>
/// <param name="Words">Terms of its text, with spaces between them.</param>
/// <param name="Payload">Ciphertext.</param>
public sealed record KnowledgePart(string Heading, string Words, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Says nothing of it.</summary>
    public override string ToString() => nameof(KnowledgePart);
}

/// <summary>The vectors of an article's parts are replaced by these.</summary>
/// <param name="Article">The article.</param>
/// <param name="Version">The version.</param>
/// <param name="Language">Its language.</param>
/// <param name="Model">What made them.</param>
/// <param name="Vectors">Ciphertext, one for each part, in order.</param>
public sealed record KnowledgeVectors(
    OpaqueId Article, int Version, string Language, string Model, IReadOnlyList<ReadOnlyMemory<byte>> Vectors)
    : KnowledgeChange(Article, Version, Language)
{
    /// <inheritdoc/>
    public override long Size => Vectors.Sum(vector => (long)vector.Length);
}
