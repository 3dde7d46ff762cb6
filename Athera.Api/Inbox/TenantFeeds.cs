using Athera.Api.Access;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Inbox;

/// <summary>The feeds followed on this process: one per tenant that has a connection here, from its first subscriber to its last.</summary>
internal sealed class TenantFeeds(IGrainFactory grains, IFeedSignals signals, TimeProvider time, ILogger<TenantFeeds> logger) : IDisposable
{
    private readonly SharedByTenant<TenantFeed> _followed = new();

    /// <summary>How many tenants are followed now.</summary>
    public int Count => _followed.Count;

    /// <summary>Subscribes to a tenant's feed.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="from">Where the subscriber stands, or <see langword="null"/> for the end.</param>
    public Shared<TenantFeed> Join(TenantId tenant, long? from) =>
        _followed.Join(tenant, () => new TenantFeed(new TenantGrains(grains, tenant), signals, time, logger, from));

    public void Dispose() => _followed.Dispose();
}
