namespace Athera;

/// <summary>Reaches a tenant's grains, so that no caller writes a key by hand.</summary>
public static class TenantGrainFactory
{
    /// <summary>One thing of a tenant.</summary>
    public static TGrain Get<TGrain>(this IGrainFactory grains, TenantId tenant, OpaqueId id) where TGrain : IGrainWithStringKey =>
        grains.GetGrain<TGrain>(new TenantKey(tenant, id).ToString());

    /// <summary>A tenant's whole collection of things.</summary>
    public static TGrain Of<TGrain>(this IGrainFactory grains, TenantId tenant) where TGrain : IGrainWithStringKey =>
        grains.Get<TGrain>(tenant, tenant.Value);
}
