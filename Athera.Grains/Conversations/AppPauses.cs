using System.Collections.Concurrent;
using Athera.Channels;

namespace Athera.Conversations;

/// <summary>Pauses all accounts that share a limit of calls when a provider says that it is used up.</summary>
/// <param name="clock">The clock.</param>
internal sealed class AppPauses(TimeProvider clock)
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (long Since, TimeSpan For)> _pauses = new(StringComparer.Ordinal);

    /// <summary>How long to put a call off, or <see langword="null"/>.</summary>
    public TimeSpan? Left(ConnectedAccount account)
    {
        if (_pauses.IsEmpty)
            return null;
        var group = account.Channel.LimitGroup(account.Settings);
        if (!_pauses.TryGetValue(group, out var pause))
            return null;
        var left = pause.For - clock.GetElapsedTime(pause.Since);
        if (left > TimeSpan.Zero)
            return left;
        _pauses.TryRemove(KeyValuePair.Create(group, pause));
        return null;
    }

    /// <summary>Learns from a call.</summary>
    public void Heard(ConnectedAccount account, SendOutcome outcome)
    {
        if (outcome.Limit != LimitScope.App)
            return;
        var asked = outcome.RetryAfter ?? Least;
        var pause = asked < Least ? Least : asked > Longest ? Longest : asked;
        _pauses[account.Channel.LimitGroup(account.Settings)] = (clock.GetTimestamp(), pause);
    }
}
