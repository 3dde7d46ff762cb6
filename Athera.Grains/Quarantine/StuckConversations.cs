using System.Diagnostics.Metrics;
using Athera.Channels;
using Athera.Keys;

namespace Athera.Quarantine;

/// <summary>
/// Shows a tenant's admin, in the quarantine, the conversations that cannot do what is due because what is stored of them cannot be
/// read. Nothing of them is copied there.
/// </summary>
public sealed class StuckConversations
{
    /// <summary>What stands in place of a provider: nobody sent this.</summary>
    public const string Provider = "athera";

    private readonly IGrainFactory _grains;
    private readonly IKeyVault _vault;
    private readonly Counter<long> _parked;

    /// <summary>Creates the meter <c>Athera.Conversations</c>.</summary>
    public StuckConversations(IGrainFactory grains, IKeyVault vault, IMeterFactory meters)
    {
        (_grains, _vault) = (grains, vault);
        _parked = meters.Create("Athera.Conversations").CreateCounter<long>(
            "athera.conversations.parked", "{conversation}", "Conversations whose due work failed again and again");
    }

    /// <summary>Shows one.</summary>
    public async Task ParkAsync(TenantId tenant, ConversationId conversation)
    {
        _parked.Add(1);
        var request = new WebhookRequest
        {
            Provider = Provider,
            Method = "POST",
            Target = "",
            Headers = new Dictionary<string, string>(),
            Body = default,
        };
        var piece = new UnreadPiece(request, null, UnreadableReasons.ConversationUnreadable, Conversation: conversation);
        await (await PieceAsync(tenant, conversation)).Keep(piece);
    }

    /// <summary>Shows it no more, since it does what is due again.</summary>
    public async Task ReleaseAsync(TenantId tenant, ConversationId conversation) =>
        await (await PieceAsync(tenant, conversation)).Retry();

    private async Task<IQuarantinedGrain> PieceAsync(TenantId tenant, ConversationId conversation)
    {
        var lookup = await _vault.GetLookupKeyAsync(TenantId.Platform, CancellationToken.None);
        return _grains.Get<IQuarantinedGrain>(tenant, lookup.Hash("quarantined-conversation", conversation.ToString()).Value);
    }
}
