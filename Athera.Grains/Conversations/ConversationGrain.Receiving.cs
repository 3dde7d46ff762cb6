using Athera.Channels;
using Athera.Contacts;

namespace Athera.Conversations;

// What comes from the contact: messages, and what else happens to the thread.
public sealed partial class ConversationGrain
{
    /// <inheritdoc/>
    public Task<ReceiveOutcome> Receive(ReceiveMessages command) => command.Notices.Count == 0
        ? ReceiveAsync(command)
        : AloneAsync(() => ReceiveAsync(command));

    private async Task<ReceiveOutcome> ReceiveAsync(ReceiveMessages command)
    {
        command = WithOwnMessagesOnly(command);
        var now = await CircumstancesAsync(command);
        var incoming = new Incoming(command, await Vault.GetLookupKeyAsync(Key.Tenant, CancellationToken.None));
        for (var reading = 0; reading < MaxReadings; reading++)
        {
            await RecallAsync(incoming);
            var (opening, stale) = (false, false);
            var commit = await DecideAsync(
                state =>
                {
                    opening = !state.Exists;
                    stale = incoming.IsStale(state);
                    return stale ? [] : Receiving.Receive(state, command, incoming.Recollection, now()).Events;
                },
                taken =>
                {
                    // A new sender whose address is taken has a conversation already, opened a moment ago by another webhook.
                    incoming.Superseded = opening && taken.Any(key => !incoming.Owns(key));
                    incoming.Remember(taken);
                    return !incoming.Superseded && HeldElsewhere([.. taken.Where(key => !incoming.Owns(key))]);
                },
                // One old repeat among many undoes what was decided behind it. Were they met one by one, a busy conversation would run
                // out of tries.
                beforeRetry: async () =>
                {
                    incoming.Remember((await Store.FindClaimsAsync(incoming.Keys, CancellationToken.None)).Keys);
                    await RecallAsync(incoming);
                });
            if (incoming.Superseded)
                return ReceiveOutcome.Superseded;
            if (stale)
                continue;
            Follow(commit);
            if (commit.Status == Journal.AppendStatus.Rejected)
                return ReceiveOutcome.Rejected;
            return !commit.Durable || !await LinkAsync(commit, command) ? ReceiveOutcome.Unavailable : ReceiveOutcome.Stored;
        }
        return ReceiveOutcome.Unavailable;
    }

    // A contact known before may have told somebody that it wants nothing over this account.
    private async ValueTask<Func<Circumstances>> CircumstancesAsync(ReceiveMessages command)
    {
        var now = await CircumstancesAsync(command.Account);
        if (command.NewContact || (await GetStateAsync()).Exists)
            return now;
        var contact = await GrainFactory.Get<IContactGrain>(Key.Tenant, command.Contact.Value).Get();
        var recorded = contact.Value?.Consents.FirstOrDefault(
            c => c.Purpose == ConsentPurposes.Messages && c.Account == command.Account);
        return recorded is null ? now : () => now() with { Recorded = recorded };
    }

    // Whether an id of ours is one of this conversation, only the conversation can tell.
    private ReceiveMessages WithOwnMessagesOnly(ReceiveMessages command) =>
        command.Notices.Any(n => n is EchoNotice { Message: { } message } && message.Conversation != Id)
            ? command with
            {
                Notices = [.. command.Notices.Select(n => n is EchoNotice { Message: { } message } echo && message.Conversation != Id
                    ? echo with { Message = null }
                    : n)],
            }
            : command;

    // What notices are about is read back here, since the state follows the newest messages to the contact only.
    private async Task RecallAsync(Incoming incoming)
    {
        if (incoming.Targets.Count == 0)
            return;
        var state = await GetStateAsync();
        if (!state.Exists)
            return;
        var held = await Store.FindClaimsAsync(incoming.Targets.Keys, CancellationToken.None);
        var own = held.Where(h => h.Value.Stream == Key.Id).ToDictionary(h => incoming.Targets[h.Key], h => h.Value.Sequence);
        incoming.Recollection.Messages.UnionWith(held.Keys.Select(key => incoming.Targets[key]).Where(incoming.IsEcho));
        _recalled = await RecallAsync(own.Values.Distinct(), incoming.MayRemove);
        incoming.Recall(state, own, _recalled);
    }

    // A new address belongs to the contact too. It is told before the webhook is answered, so that whoever sends it again tells it again.
    private async Task<bool> LinkAsync(Commit commit, ReceiveMessages command)
    {
        var addresses = command.Notices.OfType<AddressChangeNotice>().SelectMany(n => n.NewAddresses)
            .Concat(commit.Events.OfType<AddressLearned>().Select(e => e.Address))
            .Distinct().ToList();
        if (addresses.Count == 0 || commit.After.Contact == default)
            return true;
        var linked = await GrainFactory.Get<Contacts.IContactGrain>(Key.Tenant, commit.After.Contact.Value).Learn(addresses);
        return linked.Granted || linked.Refusal.Kind != RefusalKind.Unavailable;
    }
}
