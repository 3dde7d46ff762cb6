using Athera.Conversations;
using Athera.Media.Blobs;
using Athera.Media.Sealing;
using Microsoft.Extensions.Logging;

namespace Athera.Media.Fetching;

/// <summary>Removes files, with their small pictures.</summary>
internal sealed class FileRemoval(SealedBlobs blobs, IGrainFactory grains, ILogger<FileRemoval> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Removes them. What is gone already is gone.</summary>
    /// <returns>Whether all are gone.</returns>
    public async Task<bool> RunAsync(TenantId tenant, RemovalOrder order)
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            foreach (var blob in order.Blobs)
            {
                await blobs.DeleteAsync(new BlobName(tenant, order.Contact.Value, MediaBlobs.ThumbnailOf(blob)), deadline.Token);
                await blobs.DeleteAsync(new BlobName(tenant, order.Contact.Value, blob), deadline.Token);
            }
            return true;
        }
        catch (Exception failed) when (failed is BlobStoreException or OperationCanceledException)
        {
            log.NotRemoved(order.Message, failed);
            return false;
        }
    }

    /// <summary>Removes them, and tells their conversation when they are gone. If they are not, it asks again when it has waited long enough.</summary>
    public async Task RunAndTellAsync(TenantId tenant, RemovalOrder order)
    {
        if (await RunAsync(tenant, order))
            await grains.Get<IConversationGrain>(tenant, order.Message.Conversation.Value).MediaRemoved(order.Message.Sequence);
    }
}
