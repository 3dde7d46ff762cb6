using Athera.Channels.Files;
using Athera.Chat;
using Athera.Messages;

namespace Athera.Channels.WebChat;

/// <summary>
/// Files visitors upload before they send them. A visitor's word is not enough for which file a message carries: an upload's key is made
/// of who uploaded it, so a visitor reaches its own and no other.
/// </summary>
public sealed class VisitorUploads(IUploadedFiles files) : IMediaSource
{
    /// <inheritdoc/>
    public TimeSpan Lifetime => files.Lifetime;

    /// <summary>The visitor's own upload as a part of a message, or <see langword="null"/> if there is none of this id.</summary>
    /// <exception cref="Media.Blobs.BlobStoreException">The store cannot be reached or refuses.</exception>
    public async Task<MediaPart?> FindAsync(ChatVisitor visitor, string upload, CancellationToken cancellation) =>
        UploadId.TryParse(upload, out var id)
            ? await files.FindAsync(new TenantKey(visitor.Tenant, visitor.KeyOf(id)), cancellation)
            : null;

    /// <inheritdoc/>
    public Task<MediaAnswer> OpenAsync(ChannelSettings settings, MediaPart part, long limit, CancellationToken cancellation) =>
        files.OpenAsync(part, cancellation);

    /// <inheritdoc/>
    public Task ReleaseAsync(MediaPart part, CancellationToken cancellation) => files.ReleaseAsync(part, cancellation);
}
