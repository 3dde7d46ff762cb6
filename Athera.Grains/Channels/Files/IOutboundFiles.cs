namespace Athera.Channels.Files;

/// <summary>What a channel needs to send a file: its bytes, or an address at which the provider fetches it.</summary>
public interface IOutboundFiles
{
    /// <summary>Opens a file of an order, or gives <see langword="null"/>: it is not there (any more). Whoever opened it disposes it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="index">The file's place in its content.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Media.Blobs.BlobStoreException">The store cannot be reached or refuses.</exception>
    Task<(Stream Content, long Bytes)?> OpenAsync(SendOrder order, int index, CancellationToken cancellation);

    /// <summary>An address below <c>Athera:PublicUrl</c> at which anybody who knows it has the file, for some hours.</summary>
    Uri LinkTo(SendOrder order, int index);
}
