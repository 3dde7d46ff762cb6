using Athera.Channels;
using Athera.Journal;

namespace Athera.Conversations;

// Sends of unknown outcome: the provider's list is asked, and what it shows is weighed against what is known of other messages.
public sealed partial class ConversationGrain
{
    /// <inheritdoc/>
    public async Task<Result<Done>> Testify(EvidenceReport report)
    {
        var state = await GetStateAsync();
        var now = await CircumstancesAsync(state.Account);
        var keys = await KeysOfAsync(state.Account, report.Evidence.Copies);
        var held = await Store.FindClaimsAsync(keys.Keys, CancellationToken.None);
        var others = held.Where(h => (h.Value.Stream, h.Value.Sequence) != (Key.Id, report.Message.Sequence))
            .Select(h => keys[h.Key]).ToHashSet();
        var commit = await DecideAsync(
            s => Evidence.Weigh(s, report, others, now()).Events,
            // Another message turned out to be the owner of what was found.
            taken =>
            {
                others.UnionWith(taken.Where(keys.ContainsKey).Select(key => keys[key]));
                return true;
            });
        return Finish(commit);
    }

    private void Inquire(Conversation state, EvidenceSought sought)
    {
        if (state.Outbox.FirstOrDefault(o => o.Message == sought.Message) is not { } outgoing)
            return;
        inquiries.Post(Key.Tenant, state.Account, new SentQuestion
        {
            Message = new(Id, sought.Message),
            Attempt = sought.Attempt,
            Question = sought.Question,
            To = state.Addresses,
            Content = outgoing.Content,
            Since = outgoing.QueuedAt,
            Deadline = sought.Deadline,
        });
    }

    private async ValueTask<Dictionary<ClaimKey, string>> KeysOfAsync(ChannelAccountId account, IReadOnlyList<SentCopy> copies)
    {
        var lookup = await Vault.GetLookupKeyAsync(Key.Tenant, CancellationToken.None);
        return copies.DistinctBy(c => c.ExternalId)
            .ToDictionary(c => ConversationClaims.OfMessage(lookup, account, c.ExternalId), c => c.ExternalId);
    }
}
