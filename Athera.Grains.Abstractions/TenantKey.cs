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
    public static TenantKey Parse(string key) =>
        TryParse(key, out var read) ? read : throw new FormatException("Not a tenant's grain key.");

    /// <summary>Reads what may be a key.</summary>
    public static bool TryParse(string? text, out TenantKey key)
    {
        var slash = text?.IndexOf('/') ?? -1;
        var read = slash > 0
            & OpaqueId.TryParse(text.AsSpan(0, Math.Max(slash, 0)), out var tenant)
            & OpaqueId.TryParse(text.AsSpan(slash + 1), out var id);
        key = read ? new TenantKey(new TenantId(tenant), id) : default;
        return read;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Tenant}/{Id}";
}
