using Athera.Channels;

namespace Athera.Conversations;

// What comes about a message may come days later, when the state no longer follows it: what is known of it is read back.
public sealed partial class ConversationGrain
{
    private const int MaxReadings = 8;

    private static readonly Dictionary<long, Recalled> NothingRecalled = [];

    // What is stored of messages not followed. It is true for as long as one decision at a time is made on it.
    private Dictionary<long, Recalled> _recalled = NothingRecalled;
    private Task _recalling = Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<Result<Done>> Report(IReadOnlyList<DeliveryReceipt> receipts)
    {
        var state = await GetStateAsync();
        if (!state.Exists)
            return Refusal.NotFound;
        var now = await CircumstancesAsync(state.Account);
        var all = receipts.Where(r => r.Message is not null).Select(r => (Message: r.Message!.Value.Sequence, Receipt: r)).ToList();
        List<(long Message, DeliveryReceipt Receipt)> older = [];
        var commit = await DecideAsync(
            s =>
            {
                older = [.. all.Where(r => !s.Follows(r.Message))];
                return Sending.Report(s, [.. all.Where(r => s.Follows(r.Message))], NothingRecalled, now()).Events;
            },
            HeldElsewhere);
        Follow(commit);
        return !commit.Durable ? RefusalOf(commit.Status) : older.Count == 0 ? Done.Value : await AmendAsync(
            older.Select(r => r.Message), (s, recalled) => Sending.Report(s, older, recalled, now()));
    }

    /// <summary>Decides about messages that the state may not follow, on what is stored of them.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="decide">The decision; it gets those that could be read, by message.</param>
    private Task<Result<Done>> AmendAsync(
        IEnumerable<long> messages, Func<Conversation, IReadOnlyDictionary<long, Recalled>, Draft> decide) => AloneAsync(async () =>
        {
            var now = await CircumstancesAsync((await GetStateAsync()).Account);
            var sought = messages.Distinct().ToList();
            for (var reading = 0; reading < MaxReadings; reading++)
            {
                _recalled = await RecallAsync(sought, withWordings: false);
                var (decided, stale) = (false, false);
                var commit = await DecideAsync(
                    state =>
                    {
                        // Asked again means that another writer came first, perhaps with something about the same message.
                        (decided, stale) = (true, decided);
                        return stale ? [] : decide(state, _recalled).Events;
                    },
                    HeldElsewhere);
                if (!stale)
                    return Finish(commit);
            }
            return Refusal.Unavailable;
        });

    private async Task<T> AloneAsync<T>(Func<Task<T>> decide)
    {
        var before = _recalling;
        var done = new TaskCompletionSource();
        _recalling = done.Task;
        await before;
        try
        {
            return await decide();
        }
        finally
        {
            _recalled = NothingRecalled;
            done.SetResult();
        }
    }

    private async Task<Dictionary<long, Recalled>> RecallAsync(IEnumerable<long> messages, bool withWordings)
    {
        var key = await Vault.GetAsync(Key.Tenant, SubjectOf(await GetStateAsync()), CancellationToken.None);
        var recalled = new Dictionary<long, Recalled>();
        foreach (var message in messages)
        {
            if (await ReadMessageAsync(message) is not { } stored || Transcript.Open(Key, stored.Event, key) is not { } @event
                || Wording.Of(@event) is null)
                continue;
            var aftermath = Transcript.Aftermath(Key, stored, key);
            var wordings = new Dictionary<long, ConversationEvent>();
            // They are overwritten when the message is taken back, and the oldest of many when there is one more.
            if (withWordings || aftermath.Wordings?.Count >= MessageAftermath.MaxWordings - 2)
            {
                foreach (var sequence in aftermath.Wordings ?? [])
                {
                    var page = await Store.ReadStreamAsync(Key.Tenant, Key.Id, sequence - 1, 1, CancellationToken.None);
                    if (page.Count == 1 && Transcript.Open(Key, page[0], key) is { } wording)
                        wordings[sequence] = wording;
                }
            }
            recalled[message] = new Recalled(message, @event, aftermath, wordings);
        }
        return recalled;
    }
}
