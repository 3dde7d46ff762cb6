namespace Athera.Access;

/// <summary>Says who an API key belongs to. A stateless worker, key 0.</summary>
[Alias("Athera.IAccessGrain")]
public interface IAccessGrain : IGrainWithIntegerKey
{
    /// <summary>Whose key this is, or <see langword="null"/>: unknown, revoked, or of a closed tenant.</summary>
    /// <param name="apiKey">The key as it was sent, at most 512 characters.</param>
    [Alias("Authenticate")]
    Task<Caller?> Authenticate(string apiKey);
}

/// <summary>Who is calling.</summary>
/// <param name="Tenant">The tenant it acts for; <see cref="TenantId.Platform"/> for the platform key, which may only create and close tenants.</param>
/// <param name="Scopes">What it may do; <c>admin</c> may everything within its tenant.</param>
[GenerateSerializer, Immutable, Alias("Athera.Caller")]
public sealed record Caller([property: Id(0)] TenantId Tenant, [property: Id(1)] IReadOnlyList<string> Scopes)
{
    /// <summary>Whether it is the platform's key.</summary>
    public bool IsPlatform => Tenant == TenantId.Platform;
}
