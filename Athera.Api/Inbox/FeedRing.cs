using System.Collections.ObjectModel;
using Athera.Api.Conversations;
using Athera.Messages;

namespace Athera.Api.Inbox;

/// <summary>A stretch of the feed.</summary>
/// <param name="Events">What happened, oldest first.</param>
/// <param name="Position">Up to where it reaches; where to read on.</param>
internal readonly record struct FeedSlice(IReadOnlyList<EventBody> Events, long Position);

/// <summary>The newest stretch of a tenant's feed, kept so that a thousand readers do not read it a thousand times.</summary>
/// <param name="capacity">How many events it keeps.</param>
internal sealed class FeedRing(int capacity)
{
    private const string Deleted = "message.deleted", Edited = "message.edited";

    private readonly Lock _gate = new();
    private readonly EventBody[] _events = new EventBody[capacity];
    private int _first;
    private int _count;
    private long _from = long.MaxValue;
    private long _position = long.MaxValue;

    /// <summary>Up to where it has been filled; nothing is in it before it was started.</summary>
    public long Position
    {
        get
        {
            lock (_gate)
                return _position;
        }
    }

    /// <summary>Begins to keep what happens after a position.</summary>
    public void Start(long position)
    {
        lock (_gate)
            (_from, _position) = (position, position);
    }

    /// <summary>Takes in what comes next.</summary>
    /// <param name="events">All events after <see cref="Position"/> and up to <paramref name="position"/>.</param>
    /// <param name="position">Where the next stretch will begin.</param>
    public void Add(IReadOnlyList<EventBody> events, long position)
    {
        lock (_gate)
        {
            foreach (var happened in events)
            {
                if (_count == capacity)
                {
                    _from = _events[_first].Position;
                    _first = (_first + 1) % capacity;
                    _count--;
                }

                _events[(_first + _count++) % capacity] = happened;
                if (happened is { Kind: Deleted, MessageId: { } message })
                    Forget(message);
            }

            _position = position;
        }
    }

    /// <summary>What happened after a position, or <see langword="null"/> when that lies before what is kept.</summary>
    public FeedSlice? Read(long after, int limit)
    {
        lock (_gate)
        {
            if (after < _from)
                return null;
            var start = IndexAfter(after);
            var length = Math.Min(limit, _count - start);
            if (length <= 0)
                return new FeedSlice([], Math.Max(after, _position));
            var events = new EventBody[length];
            for (var i = 0; i < length; i++)
                events[i] = _events[(_first + start + i) % capacity];
            return new FeedSlice(events, start + length == _count ? _position : events[^1].Position);
        }
    }

    // What was taken back is not told any more, neither the message nor what it was changed to.
    private void Forget(MessageId message)
    {
        for (var i = 0; i < _count; i++)
        {
            ref var kept = ref _events[(_first + i) % capacity];
            if (kept.Message is { } said && said.Id == message)
                kept = kept with { Message = said.WithoutWords() };
            else if (kept.MessageId == message && kept.Kind == Edited)
                kept = kept with { Data = ReadOnlyDictionary<string, string>.Empty };
        }
    }

    private int IndexAfter(long position)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_events[(_first + middle) % capacity].Position <= position)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
