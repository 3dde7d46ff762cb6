using Athera.Api.Conversations;
using Athera.Api.Inbox;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Chat;

/// <summary>
/// Wakes the visitors whose conversations something happened in. Each tenant's feed is read once, however many visitors there are:
/// what an event costs depends on who listens to its conversation, not on who is connected.
/// </summary>
internal sealed class ChatListeners(TenantFeeds feeds, ILogger<ChatListeners> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, Room> _rooms = [];

    /// <summary>Listens for a visitor until what it gives is disposed of.</summary>
    public ChatListener Join(TenantId tenant)
    {
        lock (_gate)
        {
            if (!_rooms.TryGetValue(tenant, out var room))
                _rooms[tenant] = room = new Room(feeds.Join(tenant, null), logger);
            room.Count++;
            return new ChatListener(room, () => Leave(tenant));
        }
    }

    private void Leave(TenantId tenant)
    {
        lock (_gate)
            if (_rooms.TryGetValue(tenant, out var room) && --room.Count == 0)
            {
                _rooms.Remove(tenant);
                room.Dispose();
            }
    }

    /// <summary>One tenant's listeners, by conversation.</summary>
    internal sealed class Room : IDisposable
    {
        private const int BatchLimit = 200;

        private readonly Lock _gate = new();
        private readonly Dictionary<ConversationId, HashSet<ChatListener>> _listeners = [];
        private readonly Shared<TenantFeed> _subscription;
        private readonly ILogger _logger;
        private readonly CancellationTokenSource _stopping = new();

        public Room(Shared<TenantFeed> subscription, ILogger logger)
        {
            (_subscription, _logger) = (subscription, logger);
            var stopping = _stopping.Token;
            using (ExecutionContext.SuppressFlow())
                _ = Task.Run(() => Follow(stopping));
        }

        public int Count { get; set; }

        public void Add(ConversationId conversation, ChatListener listener)
        {
            lock (_gate)
            {
                if (!_listeners.TryGetValue(conversation, out var here))
                    _listeners[conversation] = here = [];
                here.Add(listener);
            }
        }

        public void Remove(ConversationId conversation, ChatListener listener)
        {
            lock (_gate)
                if (_listeners.TryGetValue(conversation, out var here) && here.Remove(listener) && here.Count == 0)
                    _listeners.Remove(conversation);
        }

        public void Dispose()
        {
            _stopping.Cancel();
            _stopping.Dispose();
        }

        private async Task Follow(CancellationToken stopping)
        {
            using var subscription = _subscription;
            var feed = subscription.Value;
            long? cursor = null;
            try
            {
                while (true)
                {
                    var pulse = feed.Pulse;
                    if (cursor is { } at && feed.Read(at, BatchLimit) is { } slice)
                    {
                        Wake(slice.Events);
                        cursor = slice.Position;
                        if (slice.Position == at)
                            await pulse.WaitAsync(stopping);
                        continue;
                    }

                    // At the beginning, or behind what the feed keeps: everybody looks, and it goes on from the feed's end.
                    cursor = feed.Position;
                    WakeAll();
                    if (cursor is null)
                        await pulse.WaitAsync(stopping);
                }
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                _logger.ListeningFailed(failure);
            }
        }

        private void Wake(IReadOnlyList<EventBody> events)
        {
            lock (_gate)
                foreach (var happened in events)
                    if (_listeners.TryGetValue(happened.ConversationId, out var here))
                        foreach (var listener in here)
                            listener.Wake();
        }

        private void WakeAll()
        {
            lock (_gate)
                foreach (var listener in _listeners.Values.SelectMany(static here => here))
                    listener.Wake();
        }
    }
}

/// <summary>Waits for what happens in one conversation, once it is known which.</summary>
internal sealed class ChatListener(ChatListeners.Room room, Action leave) : IDisposable
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _pulse = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConversationId? _conversation;
    private bool _left;

    /// <summary>Completes when there may be more. Take it before looking.</summary>
    public Task Pulse => Volatile.Read(ref _pulse).Task;

    /// <summary>Says which conversation it is.</summary>
    public void Hear(ConversationId conversation)
    {
        lock (_gate)
        {
            if (_left || _conversation == conversation)
                return;
            if (_conversation is { } before)
                room.Remove(before, this);
            _conversation = conversation;
            room.Add(conversation, this);
        }

        // What happened before it was listened to was not heard.
        Wake();
    }

    public void Wake() => Interlocked.Exchange(ref _pulse, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public void Dispose()
    {
        lock (_gate)
        {
            if (_left)
                return;
            _left = true;
            if (_conversation is { } conversation)
                room.Remove(conversation, this);
        }

        leave();
    }
}
