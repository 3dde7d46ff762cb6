using System.Security.Cryptography;
using Athera.Channels.Files;
using Athera.Media.Blobs;
using Athera.Messages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Athera.Media.Uploading;

/// <summary>
/// Uploads as files of messages to Athera. A part names its upload where a provider's id of a file stands otherwise, and is fetched like
/// any other: looked at, sealed under the contact's key, tried again.
/// </summary>
internal sealed class UploadedFiles(Uploads uploads, IOptions<MediaOptions> options, ILogger<UploadedFiles> log) : IUploadedFiles
{
    /// <inheritdoc/>
    public TimeSpan Lifetime => options.Value.UploadLifetime;

    /// <inheritdoc/>
    public async Task<MediaPart?> FindAsync(TenantKey upload, CancellationToken cancellation) =>
        await uploads.FindAsync(upload, cancellation) is not { } view ? null : new MediaPart
        {
            Kind = view.Kind,
            ExternalId = upload.ToString(),
            ContentType = view.ContentType,
            Sha256 = view.Sha256,
            FileName = view.FileName,
        };

    /// <inheritdoc/>
    public async Task<MediaAnswer> OpenAsync(MediaPart part, CancellationToken cancellation)
    {
        if (NameOf(part) is not { } upload)
            return MediaAnswer.Refused(MediaFaults.NotOffered);
        try
        {
            return await uploads.OpenAsync(upload, cancellation) is { } file
                ? MediaAnswer.Of(file.Content, contentType: part.ContentType, sha256: part.Sha256)
                // Not "expired": of those a provider endures a few, and then every file of the account would wait.
                : MediaAnswer.Refused(MediaFaults.NotOffered);
        }
        catch (CryptographicException changed)
        {
            log.DoesNotOpen(changed);
            return MediaAnswer.Refused(MediaFaults.Damaged);
        }
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync(MediaPart part, CancellationToken cancellation)
    {
        if (NameOf(part) is not { } upload)
            return;
        try
        {
            await uploads.RemoveAsync(upload, cancellation);
        }
        catch (Exception failed) when (failed is BlobStoreException or OperationCanceledException)
        {
            log.StoreRefused(failed);
        }
    }

    private static TenantKey? NameOf(MediaPart part) => TenantKey.TryParse(part.ExternalId, out var upload) ? upload : null;
}
