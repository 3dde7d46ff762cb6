using System.Collections.Concurrent;
using System.Threading.Channels;
using Athera.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Athera.Inbox;

/// <summary>
/// Tells followers of a tenant's feed, on whatever silo, that it has grown. Only how far is told, and only the furthest: while one
/// telling is under way the next ones melt into one, so a thousand commits a second cost a handful of tellings.
/// </summary>
public sealed class LiveFeed(IClusterClient cluster, ILogger<LiveFeed> log) : BackgroundService, ICommitListener
{
    private readonly ConcurrentDictionary<TenantId, long> _untold = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <inheritdoc/>
    public void Committed(TenantId tenant, long lastPosition)
    {
        if (tenant == TenantId.Platform)
            return;
        _untold.AddOrUpdate(tenant, lastPosition, (_, position) => Math.Max(position, lastPosition));
        _signal.Writer.TryWrite(true);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _signal.Reader.ReadAllAsync(stoppingToken))
        {
            foreach (var tenant in _untold.Keys)
            {
                if (_untold.TryRemove(tenant, out var position))
                    await TellAsync(tenant, position, stoppingToken);
            }
        }
    }

    // Best effort by design: a follower that hears nothing still looks by itself.
    private async Task TellAsync(TenantId tenant, long position, CancellationToken cancellation)
    {
        try
        {
            var stream = cluster.GetStreamProvider(InboxStreams.Provider)
                .GetStream<FeedAdvanced>(StreamId.Create(InboxStreams.Namespace, tenant.ToString()));
            await stream.OnNextAsync(new FeedAdvanced(position));
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            log.NotTold(tenant.Value, e);
        }
    }
}
