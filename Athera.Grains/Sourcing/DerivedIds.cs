using Athera.Keys;

namespace Athera.Sourcing;

/// <summary>
/// Ids that follow from what brought a thing about: brought about again, it is the same thing, and nobody outside can guess the id.
/// </summary>
/// <param name="vault">The keys.</param>
public sealed class DerivedIds(IKeyVault vault)
{
    /// <summary>The id.</summary>
    /// <param name="tenant">Whose thing it is.</param>
    /// <param name="use">What sort of thing and origin, such as <c>order-of-message</c>; keeps uses apart. Never change one.</param>
    /// <param name="origin">What brought it about.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<OpaqueId> OfAsync(TenantId tenant, string use, string origin, CancellationToken cancellation) =>
        (await vault.GetLookupKeyAsync(tenant, cancellation)).Hash(use, origin).Value;
}
