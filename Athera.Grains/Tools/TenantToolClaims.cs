using Athera.Journal;
using Athera.Keys;

namespace Athera.Tools;

/// <summary>What a tenant's tool holds so that no other has it.</summary>
public static class TenantToolClaims
{
    /// <summary>Its name among its tenant's tools.</summary>
    public static ClaimKey OfName(LookupKey tenant, string name) => tenant.Hash("tool-name", name);
}
