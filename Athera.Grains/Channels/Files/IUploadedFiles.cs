using Athera.Messages;

namespace Athera.Channels.Files;

/// <summary>Gives channels the files that were uploaded to Athera itself, so that messages to it can carry them.</summary>
public interface IUploadedFiles
{
    /// <summary>How long an upload waits for its message.</summary>
    TimeSpan Lifetime { get; }

    /// <summary>What was uploaded as a part of a message, its bytes still to be fetched; <see langword="null"/>: nothing, or too long ago.</summary>
    /// <param name="upload">The upload. Whoever asks has made sure that it is the sender's own.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Media.Blobs.BlobStoreException">The store cannot be reached or refuses.</exception>
    Task<MediaPart?> FindAsync(TenantKey upload, CancellationToken cancellation);

    /// <summary>Opens what such a part names.</summary>
    /// <exception cref="Media.Blobs.BlobStoreException">The store cannot be reached or refuses.</exception>
    Task<MediaAnswer> OpenAsync(MediaPart part, CancellationToken cancellation);

    /// <summary>Removes what such a part names, once its message has a copy. Never throws: what stays is swept.</summary>
    Task ReleaseAsync(MediaPart part, CancellationToken cancellation);
}
