using Athera.Channels;
using Athera.Sourcing;
using Microsoft.Extensions.Logging;

namespace Athera.Gateway;

/// <summary>
/// Stands around the reading of a webhook and the handling of one conversation's part of it. When that fails each time, and not because something is missing
/// that will be there again, the part is parked in the quarantine: its provider must not deliver it for days together with its
/// neighbours, and another one would not deliver it again at all.
/// </summary>
public sealed class ElementGuard(ChannelCatalog catalog, UnreadDelivery unread, TimeProvider clock, ILogger<ElementGuard> log)
{
    private const int Tries = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Reads a request. A reader does not throw; of one that does, the whole request becomes one element that cannot be read, or each
    /// repeat would fail in the same place.
    /// </summary>
    public WebhookContent Read(IWebhookProtocol protocol, WebhookRequest request)
    {
        try
        {
            return protocol.Read(request);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.ReaderFailed(request.Provider, e);
            return new WebhookContent([new UnreadableElement(null, UnreadableReasons.ReaderFailed, request.Body)]);
        }
    }

    /// <summary>Handles a part, or parks it. Says whether it is durable, be it in its place or in the quarantine.</summary>
    /// <param name="request">The request it came in.</param>
    /// <param name="account">The account it is for.</param>
    /// <param name="externalIds">The provider's ids of the messages it is, or is about.</param>
    /// <param name="received">Whether it is messages, and not receipts of them.</param>
    /// <param name="handle">Handles it, and says whether it is durable.</param>
    public async Task<bool> HandleAsync(
        WebhookRequest request, ConnectedAccount account, IReadOnlyList<string> externalIds, bool received, Func<Task<bool>> handle)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await handle();
            }
            catch (Exception e) when (!Trouble.Passes(e))
            {
                if (tries == Tries)
                {
                    log.HandlingFailed(request.Provider, account.Id, externalIds.Count, e);
                    return await ParkAsync(request, account, externalIds, received);
                }
            }
            await Task.Delay(FirstPause * (1 << (2 * (tries - 1))), clock);
        }
    }

    private async Task<bool> ParkAsync(
        WebhookRequest request, ConnectedAccount account, IReadOnlyList<string> externalIds, bool received)
    {
        var protocol = catalog.FindProtocol(request.Provider)!;
        foreach (var id in externalIds.Distinct())
        {
            var name = account.Channel.ProviderAccountId(account.Settings);
            var element = new UnreadableElement(
                name, UnreadableReasons.HandlingFailed, protocol.Alone(request, id), received ? id : null);
            if (!await unread.KeepAsync(request, account, element))
                return false;
        }
        return true;
    }
}
