using System.Collections.Concurrent;
using Athera.Conversations;
using Microsoft.Extensions.Hosting;

namespace Athera.Media.Fetching;

/// <summary>Fetches files, each channel account in a lane of its own, and removes them.</summary>
internal sealed class MediaFetcher(FetchParts parts) : IMediaFetcher, IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<ChannelAccountId, Lazy<FetchLane>> _lanes = new();
    private volatile bool _stopping;

    /// <inheritdoc/>
    public void Post(TenantId tenant, ChannelAccountId account, FetchOrder order)
    {
        var lane = _lanes.GetOrAdd(
            account, static (id, given) => new Lazy<FetchLane>(() => new FetchLane(given.tenant, id, given.parts)), (tenant, parts));
        if (!_stopping && !lane.Value.TryPost(order))
            parts.Grains.Get<IConversationGrain>(tenant, order.Message.Conversation.Value).SettleMedia(FetchLane.Full(order)).Ignore();
    }

    /// <inheritdoc/>
    public void Post(TenantId tenant, RemovalOrder order)
    {
        using (ExecutionContext.SuppressFlow())
            Task.Run(() => parts.Removal.RunAndTellAsync(tenant, order)).Ignore();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        return Task.WhenAll(_lanes.Values.Where(l => l.IsValueCreated).Select(l => l.Value.StopAsync()));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var lane in _lanes.Values.Where(l => l.IsValueCreated))
            lane.Value.Dispose();
    }
}
