using Athera.Api.Access;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Inbox;

/// <summary>The feeds followed on this process: one per tenant that has a connection here, from its first subscriber to its last.</summary>
internal sealed class TenantFeeds(IGrainFactory grains, IFeedSignals signals, TimeProvider time, ILogger<TenantFeeds> logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, Followed> _followed = [];

    /// <summary>How many tenants are followed now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _followed.Count;
        }
    }

    /// <summary>Subscribes to a tenant's feed.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="from">Where the subscriber stands, or <see langword="null"/> for the end.</param>
    public FeedSubscription Join(TenantId tenant, long? from)
    {
        lock (_gate)
        {
            if (!_followed.TryGetValue(tenant, out var followed))
                _followed[tenant] = followed = new Followed(new TenantFeed(new TenantGrains(grains, tenant), signals, time, logger, from));
            followed.Subscribers++;
            return new FeedSubscription(followed.Feed, () => Leave(tenant));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var followed in _followed.Values)
                followed.Feed.Dispose();
            _followed.Clear();
        }
    }

    private void Leave(TenantId tenant)
    {
        lock (_gate)
            if (_followed.TryGetValue(tenant, out var followed) && --followed.Subscribers == 0)
            {
                _followed.Remove(tenant);
                followed.Feed.Dispose();
            }
    }

    private sealed class Followed(TenantFeed feed)
    {
        public TenantFeed Feed => feed;

        public int Subscribers { get; set; }
    }
}

/// <summary>A subscriber's hold on a feed.</summary>
internal sealed class FeedSubscription(TenantFeed feed, Action leave) : IDisposable
{
    private Action? _leave = leave;

    public TenantFeed Feed => feed;

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
