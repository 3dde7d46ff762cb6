using System.Runtime.CompilerServices;

namespace Athera.Media.Blobs.Disk;

/// <summary>
/// Blobs as files of one directory. With several silos it has to be one they all see. A file is written under another name, brought to
/// the disk, and then given its own: nobody ever sees half of one, not even after a crash.
/// </summary>
/// <param name="directory">The directory; made if need be.</param>
public sealed class DirectoryBlobStore(string directory) : IBlobStore
{
    private const int BufferSize = 64 * 1024;
    private const string DraftFolder = "drafts";

    private readonly string _root = Path.GetFullPath(directory);

    /// <summary>Removes what a crash left half-written. To be called before the first blob is put by any silo that shares the directory.</summary>
    /// <param name="olderThan">What changed since may still be written by another silo.</param>
    public void RemoveDrafts(DateTimeOffset olderThan)
    {
        var drafts = new DirectoryInfo(Path.Combine(_root, DraftFolder));
        foreach (var draft in drafts.Exists ? drafts.EnumerateFiles() : [])
        {
            if (draft.LastWriteTimeUtc < olderThan.UtcDateTime)
                draft.Delete();
        }
    }

    /// <inheritdoc/>
    public async Task PutAsync(BlobName name, Stream content, CancellationToken cancellation)
    {
        var draft = Path.Combine(_root, DraftFolder, OpaqueId.New().ToString());
        try
        {
            await Guarded(() => Folders.Create(Path.GetDirectoryName(draft)!));
            await WriteAsync(draft, content, cancellation);
            await Guarded(() => Publish(draft, PathOf(name)));
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<StoredBlob?> OpenAsync(BlobName name, long offset, CancellationToken cancellation)
    {
        try
        {
            var file = new FileStream(
                PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, FileOptions.Asynchronous);
            file.Position = offset;
            return Task.FromResult<StoredBlob?>(new StoredBlob(file, file.Length));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<StoredBlob?>(null);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw Refused(refused);
        }
    }

    /// <inheritdoc/>
    public Task<long?> SizeAsync(BlobName name, CancellationToken cancellation)
    {
        var file = new FileInfo(PathOf(name));
        return Task.FromResult(file.Exists ? file.Length : (long?)null);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(BlobName name, CancellationToken cancellation) => Guarded(() =>
    {
        var path = PathOf(name);
        if (!File.Exists(path))
            return;
        File.Delete(path);
        Folders.Flush(Path.GetDirectoryName(path)!);
    });

    /// <inheritdoc/>
    public async IAsyncEnumerable<ListedBlob> ListAsync(
        TenantId tenant, OpaqueId subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var folder = new DirectoryInfo(Path.Combine(_root, BlobName.FolderOf(tenant, subject)));
        foreach (var file in folder.Exists ? folder.EnumerateFiles() : [])
        {
            cancellation.ThrowIfCancellationRequested();
            if (OpaqueId.TryParse(file.Name, out var id))
                yield return new ListedBlob(new BlobName(tenant, subject, id), file.LastWriteTimeUtc);
        }
        await Task.CompletedTask;
    }

    // What the content throws is the caller's; what the file throws is the store's.
    private static async Task WriteAsync(string draft, Stream content, CancellationToken cancellation)
    {
        FileStream file;
        try
        {
            file = new FileStream(draft, Folders.PrivateFile());
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw Refused(refused);
        }
        await using (file)
        {
            var buffer = new byte[BufferSize];
            int length;
            while ((length = await content.ReadAsync(buffer, cancellation)) > 0)
            {
                try
                {
                    await file.WriteAsync(buffer.AsMemory(0, length), cancellation);
                }
                catch (IOException refused)
                {
                    throw Refused(refused);
                }
            }
            await Guarded(() => file.Flush(flushToDisk: true));
        }
    }

    private static void Publish(string draft, string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var isNew = !Directory.Exists(folder);
        Folders.Create(folder);
        File.Move(draft, path, overwrite: true);
        Folders.Flush(folder);
        if (isNew)
            Folders.FlushAbove(folder, levels: 3);
    }

    // Bringing something to the disk takes milliseconds, during which a thread of a grain could do better.
    private static async Task Guarded(Action work)
    {
        try
        {
            await Task.Run(work, CancellationToken.None);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw Refused(refused);
        }
    }

    private static BlobStoreException Refused(Exception refused) => new($"The media directory refuses ({refused.GetType().Name}).", refused);

    private string PathOf(BlobName name) => Path.Combine(_root, name.ToString());
}
