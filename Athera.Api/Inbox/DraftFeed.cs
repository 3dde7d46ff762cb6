using System.Collections.Concurrent;
using Athera.Inbox;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Inbox;

/// <summary>Passes one tenant's drafts to the connections of this process that have the conversation open, and to nobody else.</summary>
internal sealed class DraftFeed : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2), Deadline = TimeSpan.FromSeconds(10);

    private readonly TenantId _tenant;
    private readonly IDraftSignals _signals;
    private readonly IHubContext<InboxHub, IInboxClient> _hub;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<ConversationId, Task> _sending = new();

    public DraftFeed(TenantId tenant, IDraftSignals signals, IHubContext<InboxHub, IInboxClient> hub, TimeProvider time, ILogger logger)
    {
        (_tenant, _signals, _hub, _time, _logger) = (tenant, signals, hub, time, logger);
        var stopping = _stopping.Token;
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(() => Listen(stopping));
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task Listen(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var listening = await _signals.Listen(_tenant, Heard).WaitAsync(Deadline, _time, stopping);
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, stopping);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                _logger.DraftsUnheard(failure, _tenant.ToString());
                await Task.Delay(Again, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // A connection that is slow gets fewer, not all of them later; only the end is never left out.
    private void Heard(AnswerDraft draft)
    {
        var id = draft.Conversation;
        if (!draft.IsOver && _sending.TryGetValue(id, out var sending) && !sending.IsCompleted)
            return;
        var sent = _hub.Clients.Group(InboxHub.GroupOf(_tenant, id))
            .Draft(new DraftNotice(id, draft.Turn, draft.Number, draft.Text, draft.IsOver));
        if (draft.IsOver || sent.IsCompleted)
            _sending.TryRemove(id, out _);
        else
            _sending[id] = sent;
    }
}
