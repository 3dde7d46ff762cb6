using System.Collections.Concurrent;
using Athera.Channels;
using Athera.Journal;

namespace Athera.Conversations;

/// <summary>
/// Shows contacts that somebody reads or writes. Best effort: what does not fit is dropped, nothing waits for it, and it never stands in
/// the way of a message.
/// </summary>
/// <param name="accounts">The accounts.</param>
/// <param name="clock">The clock.</param>
public sealed class SignalDesk(ChannelAccountDirectory accounts, TimeProvider clock)
{
    /// <summary>Calls under way; what comes beyond is dropped.</summary>
    private const int MaxCalls = 32;

    /// <summary>Conversations remembered; beyond it the memory is emptied, which costs a repeated sign and nothing else.</summary>
    private const int MaxEntries = 50_000;

    /// <summary>The same sign is not repeated within this time.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(ConversationId, ConversationSignal, string), long> _shown = new();
    private int _calls;

    /// <summary>Shows something, soon and perhaps.</summary>
    /// <param name="account">The account.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="target">To whom, and of what.</param>
    /// <param name="signal">What to show.</param>
    public void Show(ChannelAccountId account, ConversationId conversation, SignalTarget target, ConversationSignal signal)
    {
        var key = (conversation, signal, target.ExternalId);
        // A message is read once, however often it is looked at; writing goes on.
        if (_shown.TryGetValue(key, out var before) && (signal == ConversationSignal.Read || clock.GetElapsedTime(before) < Again))
            return;
        if (Interlocked.Increment(ref _calls) > MaxCalls)
        {
            Interlocked.Decrement(ref _calls);
            return;
        }
        if (_shown.Count >= MaxEntries)
            _shown.Clear();
        _shown[key] = clock.GetTimestamp();
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(() => ShowAsync(account, target, signal));
    }

    private async Task ShowAsync(ChannelAccountId account, SignalTarget target, ConversationSignal signal)
    {
        try
        {
            using var deadline = new CancellationTokenSource(Timeout, clock);
            if (await accounts.FindAsync(account) is { Channel.Signals: { } signals } connected)
                await signals.ShowAsync(connected.Settings, target, signal == ConversationSignal.Typing, deadline.Token);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            // A sign that could not be shown is missed by nobody.
        }
        finally
        {
            Interlocked.Decrement(ref _calls);
        }
    }
}
