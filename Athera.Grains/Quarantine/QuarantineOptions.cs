namespace Athera.Quarantine;

/// <summary>Whose business unreadable webhooks are.</summary>
public sealed class QuarantineOptions
{
    /// <summary>
    /// Who sees what came over a shared route and names no connected account. The platform, unless the shared app is one tenant's.
    /// </summary>
    public TenantId UnattributedTenant { get; set; } = TenantId.Platform;
}
