using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using CsCheck;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

/// <summary>The promises of a conversation, tried with whatever may happen to it in whatever order.</summary>
public sealed class ConversationTests
{
    private static readonly MessageState[] _reported = [MessageState.Sent, MessageState.Delivered, MessageState.Read, MessageState.Failed];
    private static readonly double?[] _ages = [0, 0, 0, 1, 400, -30, -4000, null];

    // Few ids, so that repeats are common, also of messages long past.
    private static readonly Gen<(string, double?)> _genMessage =
        from id in Gen.Int[0, 80]
        from age in Gen.OneOfConst(_ages)
        select ($"m{id}", age);

    private static readonly Gen<Action<World>> _genReceive = _genMessage.Array[1, 3].Select<(string, double?)[], Action<World>>(
        batch => world => world.Receive(batch));

    private static readonly Gen<Action<World>> _genConclude =
        from which in Gen.Int[0, 200]
        from how in Gen.Int[0, 9]
        select (Action<World>)(world => world.Conclude(
            how < 7 ? 0 : which,
            how == 6 ? " " : "Fine.", how == 5 ? TurnFaults.Timeout : null, how == 4));

    private static readonly Gen<Action<World>> _genAnswer =
        from which in Gen.Int[0, 5]
        from how in Gen.Int[0, 9]
        select (Action<World>)(world => world.Answer(
            which,
            how switch { < 5 => SendResult.Accepted, 5 => SendResult.Refused, 6 => SendResult.Deferred, _ => SendResult.Unknown },
            taken: how is < 5 or 8,
            heard: how != 4 && how != 9));

    private static readonly Gen<Action<World>> _genTestify =
        from which in Gen.Int[0, 3]
        from readable in Gen.Bool
        select (Action<World>)(world => world.Testify(which, readable));

    private static readonly Gen<Action<World>> _genReport =
        from which in Gen.Int[0, 50]
        from state in Gen.OneOfConst(_reported)
        select (Action<World>)(world => world.Report(which, state));

    private static readonly Gen<Action<World>> _genAsk = Gen.OneOfConst<Func<World, ConversationCommand>>(
        _ => new TakeOver { User = Ann }, _ => new ResumeAgent { User = Ann }, _ => new ResumeAgent { User = Ann },
        _ => new Resolve { User = Ann }, _ => new Assign { User = Ann, Assignee = "bob" }, _ => new AddNote { User = Ann, Text = "note" },
        _ => new SetLabels { User = Ann, Labels = ["vip"] }, world => new Snooze { User = Ann, Until = world.Now.AddMinutes(10) })
        .Select<Func<World, ConversationCommand>, Action<World>>(make => world => world.Ask(make(world)));

    private static readonly Gen<Action<World>> _genWrite =
        Gen.Int[0, 10_000].Select<int, Action<World>>(id => world => world.Write($"c{id}"));

    private static readonly Gen<Action<World>> _genTime = Gen.Frequency(
        (6, Gen.Double[0, 3]), (3, Gen.Double[0, 100]), (1, Gen.Const(100_000d)), (1, Gen.Double[-3, 0]), (1, Gen.Double[-10_000, 0]))
        .Select<double, Action<World>>(seconds => world => world.Pass(TimeSpan.FromSeconds(seconds)));

    private static readonly Gen<Action<World>> _genPublish =
        Gen.Int[0, 5].Select<int, Action<World>>(i => world => world.Publish(i < 3 ? 0 : 1500, enabled: i != 2));

    private static readonly Gen<Action<World>> _genLeave =
        Gen.Int[0, 2].Select<int, Action<World>>(i => world => world.LeaveToPeople(only: i == 0));

    private static readonly Gen<Action<World>> _genHappening = Gen.Frequency<Action<World>>(
        (6, _genReceive), (6, _genConclude), (8, _genAnswer), (3, _genReport), (3, _genTestify), (2, _genAsk), (2, _genWrite), (5, _genTime),
        (4, Gen.Const<Action<World>>(world => world.Wake())), (1, Gen.Const<Action<World>>(world => world.Crash())), (1, _genPublish),
        (1, _genLeave));

    private static readonly Gen<Action<World>[]> _genHistory = _genHappening.Array[1, 80];

    [Fact]
    public void Whatever_happens_the_promises_hold() => _genHistory.Sample(history => Run(history), iter: 600);

    [Fact]
    public void Whatever_happened_everything_owed_is_done_in_the_end() => _genHistory.Sample(history =>
    {
        var world = Run(history);

        // After a clock was set back, the first to be sent may wait for twice the longest wait, two hours; then comes the rest.
        world.Settle(within: TimeSpan.FromHours(3));

        Assert.Empty(world.State.Outbox);
        Assert.Null(world.State.Turn);
        var queued = world.Events.Index().Where(e => e.Item is MessageQueued).Select(e => e.Index + 1L);
        Assert.All(queued, message => Assert.Contains(world.Events, e => Ends(e, message)));
    }, iter: 600);

    [Fact]
    public void A_conversation_of_ten_thousand_messages_is_no_larger_than_one_of_a_hundred()
    {
        var world = new World();
        world.Publish(settleMs: 0, enabled: true);
        for (var i = 0; i < 10_000; i++)
        {
            world.Receive(($"m{i}", 0));
            if (i % 2 == 0)
                world.Conclude(0, null, TurnFaults.Timeout);
            if (i % 10 == 0)
                world.Ask(new ResumeAgent { User = Ann });
            if (i % 1000 == 0)
                Promises.CheckSize(world.State);
        }
    }

    private static World Run(Action<World>[] history)
    {
        var world = new World { Lists = history.Length % 2 == 0 };
        foreach (var happening in history)
            happening(world);
        return world;
    }

    private static bool Ends(ConversationEvent @event, long message) => @event switch
    {
        SendSettled { Result: SendResult.Accepted or SendResult.Refused } e => e.Message == message,
        ReceiptRecorded e => e.Message == message,
        _ => false,
    };
}
