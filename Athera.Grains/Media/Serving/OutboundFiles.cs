using Athera.Channels;
using Athera.Channels.Files;
using Athera.Media.Blobs;
using Athera.Media.Sealing;
using Microsoft.Extensions.Options;

namespace Athera.Media.Serving;

/// <summary>Gives the channels the files they send.</summary>
internal sealed class OutboundFiles(SealedBlobs blobs, LinkSigner signer, IPublicUrl publicUrl, IOptions<MediaOptions> options) : IOutboundFiles
{
    /// <summary>Where links lead, below the public address.</summary>
    public const string Route = "media";

    /// <inheritdoc/>
    public async Task<(Stream Content, long Bytes)?> OpenAsync(SendOrder order, int index, CancellationToken cancellation)
    {
        if (!OpaqueId.TryParse(order.Content.Media[index].Blob, out var blob))
            return null;
        var file = await blobs.OpenAsync(new BlobName(order.Tenant, order.Contact.Value, blob), 0, cancellation);
        return file is null ? null : (file.Content, file.Size);
    }

    /// <inheritdoc/>
    public Uri LinkTo(SendOrder order, int index)
    {
        var token = signer.Sign(order.Tenant, new MediaReference(order.Message, index), options.Value.ProviderLinkLifetime);
        return new Uri($"{publicUrl.Current.OriginalString.TrimEnd('/')}/{Route}/{token}");
    }
}
