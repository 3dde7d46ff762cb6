using Athera.Inbox;

namespace Athera.Tests.Api;

/// <summary>A tenant's feed in memory, with silence where positions are no business of the inbox.</summary>
internal sealed class FakeFeed
{
    private readonly Lock _gate = new();
    private readonly List<InboxEvent> _events = [];
    private long _position;
    private int _reads;

    /// <summary>What a read does before it answers.</summary>
    public Func<Task> WhenReading { get; set; } = () => Task.CompletedTask;

    /// <summary>How often it was read.</summary>
    public int Reads => _reads;

    public IReadOnlyList<InboxEvent> All
    {
        get
        {
            lock (_gate)
                return [.. _events];
        }
    }

    /// <summary>Something happens, after as many positions of silence.</summary>
    public InboxEvent Happen(ConversationId conversation, string text = "hello", int silence = 0)
    {
        lock (_gate)
        {
            _position += silence + 1;
            var sequence = _events.Count(one => one.ConversationId == conversation) + 1;
            var happened = new InboxEvent
            {
                Position = _position,
                ConversationId = conversation,
                Sequence = sequence,
                Kind = "message.received",
                At = FakeGrains.Start,
                Message = FakeGrains.MessageOf(conversation, sequence, text),
            };
            _events.Add(happened);
            return happened;
        }
    }

    public async Task<FeedPage> Read(long after, int limit)
    {
        Interlocked.Increment(ref _reads);
        await WhenReading();
        lock (_gate)
        {
            var to = Math.Min(after + limit, _position);
            return new FeedPage([.. _events.Where(one => one.Position > after && one.Position <= to)], Math.Max(to, after));
        }
    }

    public async Task<long> ReadPosition()
    {
        await WhenReading();
        lock (_gate)
            return _position;
    }
}
