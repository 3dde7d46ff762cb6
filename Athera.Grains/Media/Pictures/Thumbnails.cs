using System.Security.Cryptography;
using Athera.Media.Blobs;
using Athera.Media.Sealing;
using Microsoft.Extensions.Logging;

namespace Athera.Media.Pictures;

/// <summary>Makes the small pictures beside stored ones. A picture without one is still a picture: nothing fails for it.</summary>
public sealed class Thumbnails(SealedBlobs blobs, TimeProvider clock, ILogger<Thumbnails> log) : IDisposable
{
    private const int LargestFile = 16 * 1024 * 1024;

    private static readonly string[] Types = ["image/jpeg", "image/png", "image/gif", "image/webp"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // One at a time: it takes a processor and up to some 150 MB.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Whether there is a small picture now.</summary>
    /// <param name="picture">The stored file.</param>
    /// <param name="contentType">Its type, found from its bytes.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<bool> MakeAsync(BlobName picture, string contentType, long bytes, CancellationToken cancellation)
    {
        if (!Types.Contains(contentType) || bytes > LargestFile)
            return false;
        await using var file = await blobs.OpenAsync(picture, 0, cancellation);
        if (file is null)
            return false;
        var whole = new byte[bytes];
        await file.Content.ReadExactlyAsync(whole, cancellation);
        if (await ShrinkAsync(whole, cancellation) is not { } small)
            return false;
        using var content = new MemoryStream(small, writable: false);
        await blobs.PutAsync(picture with { Id = MediaBlobs.ThumbnailOf(picture.Id) }, content, null, cancellation);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    // Unpacking cannot be stopped. What takes too long is waited for by nobody, but keeps its turn, so that there is never a second.
    private async Task<byte[]?> ShrinkAsync(byte[] whole, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        var shrinking = Task.Run(
            () =>
            {
                try
                {
                    return SmallPicture.Of(whole);
                }
                finally
                {
                    _turn.Release();
                }
            },
            CancellationToken.None);
        try
        {
            return await shrinking.WaitAsync(Patience, clock, cancellation);
        }
        catch (TimeoutException)
        {
            log.ThumbnailTimedOut();
        }
        catch (Exception unusable) when (unusable is not (OperationCanceledException or OutOfMemoryException or CryptographicException))
        {
            log.NoThumbnail(unusable);
        }
        return null;
    }
}
