using System.Security.Cryptography;
using System.Text;
using Athera.Journal;
using Athera.Sourcing;
using Athera.Tenants;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Athera.Access;

/// <summary>Says who an API key belongs to.</summary>
[StatelessWorker, Reentrant]
public sealed class AccessGrain(IGrainContext context, IJournalStore store, SnapshotReader reader, IOptions<BootstrapOptions> bootstrap)
    : Grain(context), IAccessGrain
{
    private static readonly string[] Admin = ["admin"];

    /// <inheritdoc/>
    public async Task<Caller?> Authenticate(string apiKey)
    {
        if (apiKey.Length is 0 or > ApiKey.MaxLength)
            return null;
        if (IsPlatformKey(apiKey))
            return new Caller(TenantId.Platform, Admin);
        var key = ApiKey.ClaimOf(apiKey);
        var held = await store.FindClaimsAsync([key], CancellationToken.None);
        // A tenant's keys are held by its own stream, which is Athera's.
        if (!held.TryGetValue(key, out var claim) || claim.Tenant != TenantId.Platform)
            return null;
        var tenant = await reader.FindAsync(
            TenantId.Platform, claim.Stream, (_, payload) => TenantForm.Read(payload), CancellationToken.None);
        return tenant is { ClosedAt: null } ? new Caller(new TenantId(claim.Stream), Admin) : null;
    }

    private bool IsPlatformKey(string apiKey) =>
        bootstrap.Value.AdminKey is { Length: > 0 } adminKey
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(apiKey), Encoding.UTF8.GetBytes(adminKey));
}

/// <summary>How the platform itself gets in. Section <c>Athera:Bootstrap</c>.</summary>
public sealed class BootstrapOptions
{
    /// <summary>The platform's key: may only create and close tenants. Without it nobody may.</summary>
    public string? AdminKey { get; set; }
}
