namespace Athera.Conversations;

// Decides about messages that the state may not follow, on what is stored of them.
public sealed partial class ConversationGrain
{
    private sealed record Recalled(MessageAftermath Aftermath);

    private async Task<Result<Done>> AmendAsync(
        IEnumerable<long> messages, Func<Conversation, IReadOnlyDictionary<long, Recalled>, Draft> decide)
    {
        var before = _recalling;
        var done = new TaskCompletionSource();
        _recalling = done.Task;
        await before;
        try
        {
            var now = await CircumstancesAsync((await GetStateAsync()).Account);
            var sought = messages.Distinct().ToList();
            for (var reading = 0; reading < MaxReadings; reading++)
            {
                var key = await Vault.GetAsync(Key.Tenant, SubjectOf(await GetStateAsync()), CancellationToken.None);
                var recalled = new Dictionary<long, MessageAftermath>();
                foreach (var message in sought)
                {
                    if (await ReadMessageAsync(message) is { } stored)
                        recalled[message] = Transcript.Aftermath(Key, stored, key);
                }
                _recalled = recalled;
                var known = recalled.ToDictionary(r => r.Key, r => new Recalled(r.Value));
                var (decided, stale) = (false, false);
                var commit = await DecideAsync(
                    state =>
                    {
                        (decided, stale) = (true, decided);
                        return stale ? [] : decide(state, known).Events;
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
}
