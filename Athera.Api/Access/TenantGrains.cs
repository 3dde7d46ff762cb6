using Athera.Access;

namespace Athera.Api.Access;

/// <summary>The grains of one tenant, asked for in its name.</summary>
internal class TenantGrains(IGrainFactory grains, TenantId tenant)
{
    public TenantId Tenant { get; } = tenant;

    /// <summary>One thing of the tenant.</summary>
    public TGrain Get<TGrain>(OpaqueId id) where TGrain : IGrainWithStringKey
    {
        Claim();
        return grains.Get<TGrain>(Tenant, id);
    }

    /// <summary>A whole collection of the tenant.</summary>
    public TGrain Of<TGrain>() where TGrain : IGrainWithStringKey
    {
        Claim();
        return grains.Of<TGrain>(Tenant);
    }

    // The request context follows the flow of the method that asks for the grain, and so the call it makes next.
    private void Claim() => RequestContext.Set(CallerContext.TenantKey, Tenant.ToString());
}
