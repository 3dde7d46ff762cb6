namespace Athera.Channels;

/// <summary>What a webhook's signature may have been made with.</summary>
/// <param name="Secrets">The secrets that may have signed it: several while one is being changed, none refuses everything.</param>
/// <param name="PublicUrl">The base of Athera's own routes as the provider knows it, for providers that sign the address.</param>
/// <param name="WebhookUrl">
/// The account's own webhook address, exactly as it was given to the provider, where a proxy makes it differ from
/// <paramref name="PublicUrl"/> and the route; see <see cref="IWebhookProtocol.WebhookUrlField"/>.
/// </param>
public sealed record ProofContext(IReadOnlyList<string> Secrets, Uri PublicUrl, Uri? WebhookUrl = null)
{
    /// <summary>Tells how many secrets there are and none of them.</summary>
    public override string ToString() => $"ProofContext({Secrets.Count} secrets)";
}
