using Athera.Contacts;
using Athera.Journal;
using Athera.Keys;

namespace Athera.Conversations;

/// <summary>Asks the database what contacts have agreed to, so that the answer is what was committed last.</summary>
/// <param name="store">The database.</param>
/// <param name="vault">The keys.</param>
public sealed class ConsentCheck(IJournalStore store, IKeyVault vault)
{
    /// <summary>Whether a contact has agreed to marketing.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public async Task<bool> AgreesToMarketingAsync(TenantId tenant, ContactId contact, CancellationToken cancellation)
    {
        var claim = ContactClaims.OfMarketing(await vault.GetLookupKeyAsync(tenant, cancellation), contact);
        var held = await store.FindClaimsAsync([claim], cancellation);
        return held.TryGetValue(claim, out var holder) && holder.Tenant == tenant;
    }
}
