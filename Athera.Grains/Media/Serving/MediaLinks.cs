using Athera.Messages;
using Microsoft.Extensions.Options;

namespace Athera.Media.Serving;

/// <summary>Puts links to their files on messages that are shown.</summary>
public sealed class MediaLinks(LinkSigner signer, IOptions<MediaOptions> options)
{
    /// <summary>How long a link works unless something else is asked for.</summary>
    public TimeSpan Lifetime => options.Value.LinkLifetime;

    /// <summary>Signs a link.</summary>
    public string Sign(TenantId tenant, MediaReference reference, TimeSpan? lifetime) =>
        signer.Sign(tenant, reference, lifetime > TimeSpan.Zero ? lifetime.Value : Lifetime);

    /// <summary>The message with links to those of its files that are here.</summary>
    public MessageView On(TenantId tenant, MessageView message) => message.Media.Count == 0 ? message : message with
    {
        Media =
        [
            .. message.Media.Select(m => m.State != MediaState.Stored ? m : m with
            {
                Link = Sign(tenant, new MediaReference(message.Id, m.Index), null),
                ThumbnailLink = m.HasThumbnail ? Sign(tenant, new MediaReference(message.Id, m.Index, Thumbnail: true), null) : null,
            }),
        ],
    };
}
