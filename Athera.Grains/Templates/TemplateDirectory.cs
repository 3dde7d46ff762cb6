using Athera.Keys;
using Athera.Sourcing;

namespace Athera.Templates;

/// <summary>Finds templates as they were last committed. A template's id is made of its account, name and language.</summary>
/// <param name="reader">Reads them.</param>
/// <param name="vault">The keys.</param>
public sealed class TemplateDirectory(SnapshotReader reader, IKeyVault vault)
{
    /// <summary>Longest name or language looked for, in UTF-16 units; providers have at most 512.</summary>
    public const int MaxName = 512;

    /// <summary>The id a template has, whether or not there is one.</summary>
    public async ValueTask<TemplateId> IdOfAsync(
        TenantId tenant, ChannelAccountId account, string name, string language, CancellationToken cancellation)
    {
        var lookup = await vault.GetLookupKeyAsync(tenant, cancellation);
        return new TemplateId(lookup.Hash("template", account.ToString(), name, language).Value);
    }

    /// <summary>A template of an account, or <see langword="null"/>.</summary>
    public async Task<Template?> FindAsync(
        TenantId tenant, ChannelAccountId account, string name, string language, CancellationToken cancellation)
    {
        if (name is not { Length: > 0 and <= MaxName } || language is not { Length: <= MaxName })
            return null;
        var id = await IdOfAsync(tenant, account, name, language, cancellation);
        return await reader.FindAsync(tenant, id.Value, (_, payload) => TemplateForm.Read(payload), cancellation);
    }
}
