using Athera.Inbox;
using Orleans.Streams;

namespace Athera.Api.Inbox;

/// <summary>Listens to one of a tenant's live streams.</summary>
internal static class TenantStream
{
    /// <summary>Calls back until what it gives is disposed of.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="name">Which stream; one of <see cref="InboxStreams"/>.</param>
    /// <param name="tenant">Whose.</param>
    /// <param name="heard">Is told of each.</param>
    public static async Task<IAsyncDisposable> ListenAsync<T>(IClusterClient cluster, string name, TenantId tenant, Action<T> heard)
    {
        var stream = cluster.GetStreamProvider(InboxStreams.Provider).GetStream<T>(StreamId.Create(name, tenant.ToString()));
        return new Subscription<T>(await stream.SubscribeAsync((said, _) =>
        {
            heard(said);
            return Task.CompletedTask;
        }));
    }

    private sealed class Subscription<T>(StreamSubscriptionHandle<T> handle) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(handle.UnsubscribeAsync());
    }
}
