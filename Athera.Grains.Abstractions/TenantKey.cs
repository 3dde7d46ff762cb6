namespace Athera;

/// <summary>
/// The key of a grain that belongs to a tenant: <c>{tenant}/{id}</c>. Written and read here only, and read on the grain's first line.
/// </summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Id">The thing; for a grain that stands for the tenant's whole collection, the tenant's own id.</param>
public readonly record struct TenantKey(TenantId Tenant, OpaqueId Id)
{
    /// <summary>Reads a key.</summary>
    /// <exception cref="FormatException">It is not one: a grain was called by a key nobody wrote with this type.</exception>
    public static TenantKey Parse(string key)
    {
        var slash = key.IndexOf('/');
        return slash > 0
            && OpaqueId.TryParse(key.AsSpan(0, slash), out var tenant)
            && OpaqueId.TryParse(key.AsSpan(slash + 1), out var id)
                ? new TenantKey(new TenantId(tenant), id)
                : throw new FormatException("Not a tenant's grain key.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Tenant}/{Id}";
}
