namespace Athera.Knowledge.Searching;

/// <summary>
/// The database, as far as knowledge is looked up in it. What is in it was written by appends (<see cref="Journal.Append.Knowledge"/>),
/// so a search sees whole versions only. One member per engine; every member passes the same compliance suite.
/// </summary>
public interface IKnowledgeStore
{
    /// <summary>The parts of a tenant's articles that have one of the terms, best first: rare terms and those of headings count more.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="terms">What to look for, as <see cref="SearchTerms"/> writes it; nothing is found by none.</param>
    /// <param name="language">Only articles of this language, without region.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Journal.StoreUnavailableException">The database does not answer.</exception>
    Task<IReadOnlyList<StoredPart>> SearchAsync(
        TenantId tenant, IReadOnlyList<string> terms, string? language, int limit, CancellationToken cancellation);

    /// <summary>These parts, as far as they are still there in these versions; in any order.</summary>
    /// <exception cref="Journal.StoreUnavailableException">The database does not answer.</exception>
    Task<IReadOnlyList<StoredPart>> FindAsync(TenantId tenant, IReadOnlyCollection<PartKey> keys, CancellationToken cancellation);

    /// <summary>Parts of an article after one of them, in order.</summary>
    /// <exception cref="Journal.StoreUnavailableException">The database does not answer.</exception>
    Task<IReadOnlyList<StoredPart>> ListAsync(
        TenantId tenant, OpaqueId article, int after, int limit, CancellationToken cancellation);

    /// <summary>Vectors of a tenant's parts that a model made.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="model">The model; those of another say nothing beside its own.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Journal.StoreUnavailableException">The database does not answer.</exception>
    Task<IReadOnlyList<StoredVector>> ListVectorsAsync(TenantId tenant, string model, int limit, CancellationToken cancellation);
}

/// <summary>Names a part of a version of an article.</summary>
/// <param name="Article">The article.</param>
/// <param name="Version">The version.</param>
/// <param name="Part">The part, from 0.</param>
public readonly record struct PartKey(OpaqueId Article, int Version, int Part);

/// <summary>A part as stored.</summary>
/// <param name="Key">Which.</param>
/// <param name="Payload">Ciphertext.</param>
public sealed record StoredPart(PartKey Key, ReadOnlyMemory<byte> Payload);

/// <summary>A vector as stored.</summary>
/// <param name="Key">What it is of.</param>
/// <param name="Language">The article's language, without region.</param>
/// <param name="Payload">Ciphertext.</param>
public sealed record StoredVector(PartKey Key, string Language, ReadOnlyMemory<byte> Payload);
