using Athera.Api.Conversations;
using Athera.Api.Inbox;
using Athera.Messages;
using CsCheck;
using Xunit;

namespace Athera.Tests.Api;

public sealed class FeedRingTests
{
    private const int Capacity = 8;

    [Fact]
    public void Before_it_is_started_everything_has_to_be_fetched() => Assert.Null(new FeedRing(Capacity).Read(5, 10));

    [Fact]
    public void Whatever_it_takes_in_a_reader_gets_what_came_after_its_cursor_or_is_told_to_fetch() =>
        Gen.Select(
            Gen.Long[0, 50],
            Gen.Select(Gen.Int[1, 4].Array[0, 6], Gen.Int[0, 3]).Array[0, 12],
            Gen.Long[0, 200],
            Gen.Int[1, 12])
        .Sample((start, stretches, cursor, limit) =>
        {
            var ring = new FeedRing(Capacity);
            ring.Start(start);
            var all = new List<long>();
            var position = start;
            foreach (var (gaps, silence) in stretches)
            {
                var events = new List<EventBody>();
                foreach (var gap in gaps)
                    events.Add(At(position += gap));
                all.AddRange(events.Select(happened => happened.Position));
                ring.Add(events, position += silence);
            }

            var after = all.Where(place => place > cursor).ToList();
            if (ring.Read(cursor, limit) is not { } slice)
                // Only what is really gone has to be fetched.
                return cursor < start || after.Count > Capacity;
            var given = slice.Events.Select(happened => happened.Position).ToList();
            var whole = given.Count == after.Count;
            return given.SequenceEqual(after.Take(limit))
                && slice.Position == (whole ? Math.Max(cursor, position) : given[^1]);
        });

    [Fact]
    public void What_was_taken_back_is_not_told_to_who_comes_later()
    {
        var ring = new FeedRing(Capacity);
        ring.Start(0);
        var (message, other) = (new MessageId(default, 1), new MessageId(default, 9));

        ring.Add([Said(1, message), Said(2, other), At(3) with { Kind = "message.edited", MessageId = message, Data = Words }], 3);
        ring.Add([At(4) with { Kind = "message.deleted", MessageId = message }], 4);

        var told = ring.Read(0, 10)!.Value.Events;
        Assert.Equal([null, "secret", null, null], told.Select(e => e.Message?.Text));
        Assert.Empty(told[2].Data);
        Assert.Equal(message, told[0].Message!.Id);
    }

    private static Dictionary<string, string> Words { get; } = new() { ["text"] = "secret" };

    private static EventBody Said(long position, MessageId id) => At(position) with
    {
        Message = MessageBody.Of(new MessageView
        {
            Id = id,
            ConversationId = default,
            Position = 1,
            Direction = MessageDirection.In,
            Kind = MessageKind.Text,
            Text = "secret",
            Author = new Author(AuthorKind.Contact, null),
            State = MessageState.Received,
            ReceivedAt = FakeGrains.Start,
            CommittedAt = FakeGrains.Start,
        }),
    };

    private static EventBody At(long position) => new()
    {
        Position = position,
        ConversationId = default,
        Sequence = 1,
        Kind = "x",
        At = FakeGrains.Start,
        Message = null,
        MessageId = default(MessageId),
        State = null,
        Fault = null,
        User = null,
        Data = new Dictionary<string, string>(),
    };
}
