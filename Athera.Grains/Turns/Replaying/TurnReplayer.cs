using Athera.Agents;
using Athera.Channels;
using Athera.Conversations;
using Athera.Journal;
using Athera.Keys;
using Athera.Turns.Tools;

namespace Athera.Turns.Replaying;

/// <summary>Finds recorded turns and runs them again.</summary>
public sealed class TurnReplayer(IJournalStore store, IKeyVault vault, ChannelAccountDirectory accounts, ToolBooks books, Patience patience)
{
    private const int MaxConversations = 100, PageSize = 500;

    /// <summary>Longer conversations are left out: a replay reads them from their first event.</summary>
    private const int MaxEvents = 20_000;

    /// <summary>Runs turns of an agent again.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="command">Which turns.</param>
    /// <param name="profileOf">Its profile in a version.</param>
    public async Task<ReplayView> ReplayAsync(TenantId tenant, AgentId agent, ReplayTurns command, Func<int, AgentProfile> profileOf)
    {
        var book = await books.ForAsync(tenant, CancellationToken.None);
        var replayed = new List<ReplayedTurn>();
        foreach (var (id, contact) in await ConversationsAsync(tenant, command))
        {
            if (replayed.Count >= command.Last)
                break;
            var key = (await vault.GetManyAsync(tenant, [contact.Value], CancellationToken.None)).GetValueOrDefault(contact.Value);
            // Without its contact's key, which erasure destroys, there is nothing to run again.
            if (key is null || await HistoryAsync(new TenantKey(tenant, id.Value), key) is not { } history)
                continue;
            foreach (var record in TurnRecord.Of(history).Where(r => r.Started.Agent == agent).Reverse().Take(command.Last - replayed.Count))
            {
                var now = await CircumstancesAsync(record, profileOf(record.Started.Version), book);
                replayed.Add(new ReplayedTurn(id, record.Turn, record.Started.Version, await RunAsync(record, now)));
            }
        }
        return new ReplayView(replayed, replayed.Count(r => r.Difference is null));
    }

    /// <summary>What comes out differently first, if anything does.</summary>
    internal static async Task<string?> RunAsync(TurnRecord record, Circumstances now)
    {
        var replay = new TurnReplay(record, now);
        await replay.RunAsync(new TurnOrder
        {
            Turn = record.Turn,
            Profile = now.Profile,
            Lines = [.. record.Before.Tail.Select(l => new TurnLine(l.By, l.Text))],
            Deadline = record.Started.Deadline,
            Try = record.Started.Try,
            Agent = record.Started.Agent,
            Contact = record.Before.Contact,
            Addresses = [.. record.Before.Addresses.Select(a => a.Value)],
        });
        return replay.Difference;
    }

    private async Task<IReadOnlyList<(ConversationId Id, ContactId Contact)>> ConversationsAsync(TenantId tenant, ReplayTurns command)
    {
        if (command.Conversation is { } only)
        {
            var found = await store.FindConversationAsync(tenant, only.Value, CancellationToken.None);
            return found is null ? [] : [(only, found.Row.Contact)];
        }
        var rows = await store.ListConversationsAsync(
            tenant, new ConversationFilter { Before = long.MaxValue }, MaxConversations, CancellationToken.None);
        return [.. rows.Select(r => (r.Row.Id, r.Row.Contact))];
    }

    private async Task<IReadOnlyList<TurnRecord.Entry>?> HistoryAsync(TenantKey conversation, SubjectKey key)
    {
        var history = new List<TurnRecord.Entry>();
        while (history.Count < MaxEvents)
        {
            var page = await store.ReadStreamAsync(conversation.Tenant, conversation.Id, history.Count, PageSize, CancellationToken.None);
            history.AddRange(page.Select(e => new TurnRecord.Entry(Transcript.Open(conversation, e, key), e.OccurredAt)));
            if (page.Count < PageSize)
                return history;
        }
        return null;
    }

    private async Task<Circumstances> CircumstancesAsync(TurnRecord record, AgentProfile profile, ToolBook book)
    {
        var connected = await accounts.FindAsync(record.Before.Account);
        return new Circumstances
        {
            Now = record.Started.At ?? default,
            Silo = record.Started.Silo,
            IsAlive = _ => true,
            Agent = record.Started.Agent,
            AgentVersion = record.Started.Version,
            Profile = profile,
            Tools = book,
            Window = connected?.Channel.WindowOf(connected.Settings),
            EntryWindow = connected?.Channel.EntryWindow,
            MaxTextLength = connected?.Channel.MaxTextLength ?? Messages.MessageContent.MaxTextLength,
            MaxTextBytes = connected?.Channel.MaxTextBytes,
            Terms = connected is null ? ChannelTerms.None : ChannelTerms.Of(connected),
            Patience = patience,
        };
    }
}
