using Athera.Channels;

namespace Athera.Conversations;

// Receipts may come days later, for messages the state no longer follows: what is known of those is read back.
public sealed partial class ConversationGrain
{
    private const int MaxReadings = 8;

    private static readonly Dictionary<long, MessageAftermath> NothingRecalled = [];

    // What is stored of messages no longer followed. It is true for as long as one report at a time is decided on it.
    private Dictionary<long, MessageAftermath> _recalled = NothingRecalled;
    private Task _recalling = Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<Result<Done>> Report(IReadOnlyList<DeliveryReceipt> receipts)
    {
        var state = await GetStateAsync();
        if (!state.Exists)
            return Refusal.NotFound;
        var now = await CircumstancesAsync(state.Account);
        var all = receipts.Where(r => r.Message is not null).Select(r => (Message: r.Message!.Value.Sequence, Receipt: r)).ToList();
        List<(long, DeliveryReceipt)> older = [];
        var commit = await DecideAsync(
            s =>
            {
                older = [.. all.Where(r => !s.Follows(r.Message))];
                return Sending.Report(s, [.. all.Where(r => s.Follows(r.Message))], NothingRecalled, now()).Events;
            },
            HeldElsewhere);
        Follow(commit, now().Profile);
        return !commit.Durable ? RefusalOf(commit.Status) : older.Count == 0 ? Done.Value : await ReportOlderAsync(older, now);
    }

    private async Task<Result<Done>> ReportOlderAsync(IReadOnlyList<(long Message, DeliveryReceipt Receipt)> receipts, Func<Circumstances> now)
    {
        var before = _recalling;
        var done = new TaskCompletionSource();
        _recalling = done.Task;
        await before;
        try
        {
            for (var reading = 0; reading < MaxReadings; reading++)
            {
                _recalled = await RecallAsync(receipts.Select(r => r.Message).Distinct());
                var (decided, stale) = (false, false);
                var commit = await DecideAsync(
                    state =>
                    {
                        // Asked again means that another writer came first, perhaps with a receipt for the same message.
                        (decided, stale) = (true, decided);
                        return stale ? [] : Sending.Report(state, receipts, _recalled, now()).Events;
                    },
                    HeldElsewhere);
                if (!stale)
                    return Finish(commit, now().Profile);
            }
            return Refusal.Unavailable;
        }
        finally
        {
            _recalled = NothingRecalled;
            done.SetResult();
        }
    }

    private async Task<Dictionary<long, MessageAftermath>> RecallAsync(IEnumerable<long> messages)
    {
        var key = await Vault.GetAsync(Key.Tenant, SubjectOf(await GetStateAsync()), CancellationToken.None);
        var recalled = new Dictionary<long, MessageAftermath>();
        foreach (var message in messages)
        {
            if (await ReadMessageAsync(message) is { Event.Kind: ConversationForm.Queued } stored)
                recalled[message] = Transcript.Aftermath(Key, stored, key);
        }
        return recalled;
    }
}
