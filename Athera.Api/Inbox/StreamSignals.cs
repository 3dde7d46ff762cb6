using Athera.Inbox;
using Orleans.Streams;

namespace Athera.Api.Inbox;

/// <summary>Hears <see cref="FeedAdvanced"/> on the tenant's Orleans stream.</summary>
internal sealed class StreamSignals(IClusterClient cluster) : IFeedSignals
{
    public async Task<IAsyncDisposable> Listen(TenantId tenant, Action heard)
    {
        var stream = cluster.GetStreamProvider(InboxStreams.Provider)
            .GetStream<FeedAdvanced>(StreamId.Create(InboxStreams.Namespace, tenant.ToString()));
        return new Subscription(await stream.SubscribeAsync((_, _) =>
        {
            heard();
            return Task.CompletedTask;
        }));
    }

    private sealed class Subscription(StreamSubscriptionHandle<FeedAdvanced> handle) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(handle.UnsubscribeAsync());
    }
}
