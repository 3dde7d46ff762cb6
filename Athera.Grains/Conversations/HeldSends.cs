using Athera.Channels;
using Athera.Journal;

namespace Athera.Conversations;

/// <summary>
/// The conversations of one account whose messages wait until somebody has seen to the account. While there are any it looks whether
/// that has happened, and tells them then. It remembers what this process put off; what it does not know comes at its own due time.
/// </summary>
/// <param name="tenant">The tenant.</param>
/// <param name="account">The account.</param>
/// <param name="accounts">The accounts.</param>
/// <param name="grains">The conversations.</param>
/// <param name="clock">The clock.</param>
/// <param name="stopping">Ends looking.</param>
internal sealed class HeldSends(
    TenantId tenant, ChannelAccountId account, ChannelAccountDirectory accounts, IGrainFactory grains, TimeProvider clock,
    CancellationToken stopping)
{
    private const int Capacity = 10_000, AtOnce = 16;

    /// <summary>What happens on this silo is seen at the next look, what happens on another a moment later.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>An account of which nobody writes down in this time that it is held is not: its messages are due again by then.</summary>
    private const int MostLooks = 60;

    private readonly Lock _turn = new();

    // By conversation: how often people had let the account send again when it was put off.
    private readonly Dictionary<ConversationId, int> _waiting = [];
    private bool _looking;

    /// <summary>A conversation's message was put off.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="resumptions">How often people had let the account send again by then.</param>
    public void Add(ConversationId conversation, int resumptions)
    {
        lock (_turn)
        {
            if (_waiting.Count >= Capacity && !_waiting.ContainsKey(conversation))
                return;
            _waiting[conversation] = resumptions;
            if (_looking)
                return;
            _looking = true;
        }
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(LookAsync);
    }

    private async Task LookAsync()
    {
        var (held, looks) = (false, 0);
        while (true)
        {
            await Task.Delay(Interval, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
                return;
            var (known, found) = await accounts.TryFindAsync(account);
            if (!known)
                continue;
            held |= found?.Hold is not null;
            var free = found is null || (held && found.Hold is null);
            await TellAsync(Take(free, found?.Resumptions ?? 0));
            held &= !free;
            if (IsDone(giveUp: !held && ++looks >= MostLooks))
                return;
        }
    }

    private List<ConversationId> Take(bool all, int resumptions)
    {
        lock (_turn)
        {
            var taken = _waiting.Where(one => all || one.Value != resumptions).Select(one => one.Key).ToList();
            taken.ForEach(one => _waiting.Remove(one));
            return taken;
        }
    }

    private bool IsDone(bool giveUp)
    {
        lock (_turn)
        {
            if (giveUp)
                _waiting.Clear();
            _looking = _waiting.Count > 0;
            return !_looking;
        }
    }

    // Whom it does not reach does what it owes when that is due.
    private Task TellAsync(List<ConversationId> conversations) => Parallel.ForEachAsync(
        conversations, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (conversation, _) =>
        {
            try
            {
                await grains.Get<IConversationGrain>(tenant, conversation.Value).Hasten();
            }
            catch (Exception e) when (e is StoreUnavailableException or OrleansException or TimeoutException)
            {
            }
        });
}
