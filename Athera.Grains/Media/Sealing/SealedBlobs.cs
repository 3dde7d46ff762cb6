using System.Security.Cryptography;
using Athera.Keys;
using Athera.Media.Blobs;

namespace Athera.Media.Sealing;

/// <summary>The store as everybody else uses it: files go in and come out plain, and lie there sealed.</summary>
/// <param name="store">The store.</param>
/// <param name="vault">The keys.</param>
public sealed class SealedBlobs(IBlobStore store, IKeyVault vault)
{
    /// <summary>Seals and stores a file, durably before it returns.</summary>
    /// <exception cref="KeyMissingException">Whose it is has been erased.</exception>
    /// <exception cref="BlobStoreException">The store cannot be reached or refuses.</exception>
    public async Task PutAsync(BlobName name, Stream plain, IPlainObserver? observer, CancellationToken cancellation)
    {
        var key = await vault.GetAsync(name.Tenant, name.Subject, cancellation);
        await using var sealing = new SealingStream(plain, name, key, observer);
        await store.PutAsync(name, sealing, cancellation);
    }

    /// <summary>Opens a file from a place on, or gives <see langword="null"/>: it is not there, or its key was destroyed.</summary>
    /// <exception cref="CryptographicException">What lies there is not what was stored.</exception>
    /// <exception cref="BlobStoreException">The store cannot be reached or refuses.</exception>
    public async Task<OpenedFile?> OpenAsync(BlobName name, long offset, CancellationToken cancellation)
    {
        var keys = await vault.GetManyAsync(name.Tenant, [name.Subject], cancellation);
        if (!keys.TryGetValue(name.Subject, out var key) || await store.OpenAsync(name, 0, cancellation) is not { } blob)
            return null;
        BlobForm? form = null;
        try
        {
            var header = new byte[BlobForm.HeaderSize];
            await blob.Content.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellation);
            form = BlobForm.Open(name, key, header);
            var size = BlobForm.PlainSize(blob.Size);
            var (chunk, skip) = Math.DivRem(Math.Clamp(offset, 0, size), BlobForm.ChunkSize);
            var chunks = blob.Content;
            if (chunk > 0)
            {
                await blob.DisposeAsync();
                var from = BlobForm.HeaderSize + (chunk * BlobForm.SealedChunkSize);
                if (from >= blob.Size)
                    return new OpenedFile(Stream.Null, size);
                chunks = (await store.OpenAsync(name, from, cancellation))?.Content
                    ?? throw new BlobStoreException("A blob was removed while it was read.");
            }
            return new OpenedFile(new OpenedStream(chunks, form, chunk, (int)skip, size), size);
        }
        catch
        {
            form?.Dispose();
            await blob.DisposeAsync();
            throw;
        }
    }

    /// <summary>Removes a file; one that is not there is removed already.</summary>
    public Task DeleteAsync(BlobName name, CancellationToken cancellation) => store.DeleteAsync(name, cancellation);

    /// <summary>Removes everything of one subject, and says how many files that were.</summary>
    public async Task<int> DeleteAllAsync(
        TenantId tenant, OpaqueId subject, Predicate<ListedBlob>? which, CancellationToken cancellation)
    {
        var names = new List<BlobName>();
        await foreach (var blob in store.ListAsync(tenant, subject, cancellation))
        {
            if (which?.Invoke(blob) ?? true)
                names.Add(blob.Name);
        }
        foreach (var name in names)
            await store.DeleteAsync(name, cancellation);
        return names.Count;
    }
}

/// <summary>A file's plain text. Whoever opened it disposes it.</summary>
/// <param name="Content">From the place asked for to the end.</param>
/// <param name="Size">Of the whole file.</param>
public sealed record OpenedFile(Stream Content, long Size) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
