namespace Athera.Media.Blobs;

/// <summary>
/// Keeps files, sealed before they come here. One member per kind of store; every member passes the same compliance suite. A blob
/// is there as a whole or not at all, and putting one that is there replaces it as a whole.
/// </summary>
public interface IBlobStore
{
    /// <summary>Stores a blob, durably before it returns. When the content fails half-way, nothing is stored and the failure is let through.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Read once, to its end, and not kept in memory as a whole; its length need not be known.</param>
    /// <param name="cancellation">Gives up; nothing is stored then.</param>
    /// <exception cref="BlobStoreException">The store cannot be reached or refuses.</exception>
    Task PutAsync(BlobName name, Stream content, CancellationToken cancellation);

    /// <summary>Opens a blob from a place on, or gives <see langword="null"/>: there is none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="offset">Bytes to leave out; at most its length.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BlobStoreException">The store cannot be reached or refuses.</exception>
    Task<StoredBlob?> OpenAsync(BlobName name, long offset, CancellationToken cancellation);

    /// <summary>Its size in bytes, or <see langword="null"/>: there is none.</summary>
    /// <exception cref="BlobStoreException">The store cannot be reached or refuses.</exception>
    Task<long?> SizeAsync(BlobName name, CancellationToken cancellation);

    /// <summary>Removes a blob; one that is not there is removed already.</summary>
    /// <exception cref="BlobStoreException">The store cannot be reached or refuses.</exception>
    Task DeleteAsync(BlobName name, CancellationToken cancellation);

    /// <summary>Everything of one subject, in no order.</summary>
    /// <exception cref="BlobStoreException">The store cannot be reached or refuses.</exception>
    IAsyncEnumerable<ListedBlob> ListAsync(TenantId tenant, OpaqueId subject, CancellationToken cancellation);
}

/// <summary>An opened blob. Whoever opened it disposes it.</summary>
/// <param name="Content">From the place asked for to the end.</param>
/// <param name="Size">Of the whole blob.</param>
public sealed record StoredBlob(Stream Content, long Size) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>A blob of a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="StoredAt">When it was put there, by the store's clock.</param>
public sealed record ListedBlob(BlobName Name, DateTimeOffset StoredAt);

/// <summary>A blob store cannot be reached or refuses; later it may not.</summary>
public sealed class BlobStoreException : Exception
{
    /// <inheritdoc/>
    public BlobStoreException() { }

    /// <inheritdoc/>
    public BlobStoreException(string message) : base(message) { }

    /// <inheritdoc/>
    public BlobStoreException(string message, Exception inner) : base(message, inner) { }
}
