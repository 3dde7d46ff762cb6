using Athera.Journal;
using Athera.Keys;

namespace Athera.Channels;

/// <summary>What a channel account holds so that a webhook finds it.</summary>
public static class ChannelAccountClaims
{
    /// <summary>By its own id, which webhook routes carry without the tenant. An id is random already: it is its own key.</summary>
    public static ClaimKey OfRoute(ChannelAccountId account) => new(account.Value);

    /// <summary>
    /// By the provider's name for it, on routes that carry many accounts. It is hashed with Athera's own key and not a tenant's: no
    /// two tenants may connect the same account.
    /// </summary>
    public static ClaimKey OfProviderAccount(LookupKey platform, string providerAccountId) =>
        platform.Hash("channel-account", providerAccountId);
}
