using Athera.Channels;
using Athera.Journal;
using Athera.Keys;
using Athera.Templates;

namespace Athera.Gateway;

/// <summary>Brings what a provider tells of a template to every account that has it.</summary>
public sealed class TemplateDelivery(IGrainFactory grains, IJournalStore store, IKeyVault vault)
{
    /// <summary>Tells them, and says whether all of it is durable. A template nobody has synced is nobody's business yet.</summary>
    /// <param name="routed">The account whose route it came on, which proves its tenant and no other.</param>
    /// <param name="element">What is told.</param>
    public async Task<bool> UpdateAsync(ConnectedAccount? routed, TemplateElement element)
    {
        if ((routed?.Tenant ?? await OwnerAsync(element.ExternalId)) is not { } tenant)
            return true;
        var told = await grains.Of<ITemplatesKeeper>(tenant).Update(element.ExternalId, element.Update);
        return told.Granted || told.Refusal.Kind != RefusalKind.Unavailable;
    }

    private async Task<TenantId?> OwnerAsync(string externalId)
    {
        var claim = TemplateClaims.OfExternalId(await vault.GetLookupKeyAsync(TenantId.Platform, CancellationToken.None), externalId);
        var held = await store.FindClaimsAsync([claim], CancellationToken.None);
        return held.TryGetValue(claim, out var holder) ? holder.Tenant : null;
    }
}
