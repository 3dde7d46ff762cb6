using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using CsCheck;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

/// <summary>Providers promise no order and no single delivery: whatever comes in whatever order and number ends the same.</summary>
public sealed class NoticeOrderTests
{
    private const string Secret = "meet me at dawn", Changed = "meet me at noon", ChangedAgain = "meet me at dusk";

    private static readonly string[] _ids = ["m1", "m2"];

    private static readonly Circumstances _quiet = At(60) with { Profile = new() { Enabled = false } };

    private static readonly Dictionary<string, object> _inbound = new()
    {
        ["message"] = Message("m1", 0, Secret),
        ["other"] = Message("m2", 1),
        ["edit 1"] = Edit("e1", "m1", Changed, 2),
        ["edit 2"] = Edit("e2", "m1", ChangedAgain, 3),
        ["react"] = React("r1", "m1", "\U0001F44D", 4),
        ["change sign"] = React("r2", "m1", "❤", 5),
        ["unreact"] = React("r3", "m1", null, 6),
        ["react to other"] = React("r4", "m2", "\U0001F44D", 7),
        ["delete"] = Delete("d1", "m1", 8),
    };

    [Fact]
    public void What_happens_to_a_message_of_the_contact_ends_the_same_in_any_order_and_number()
    {
        var genRuns =
            from chosen in Gen.OneOfConst([.. _inbound.Keys]).Array[0, 9]
            from repeats in Gen.OneOfConst([.. _inbound.Keys]).Array[0, 4]
            let items = chosen.Distinct().Concat(repeats.Where(chosen.Contains)).Append("message").Append("other").ToArray()
            from one in Gen.Shuffle(items)
            from other in Gen.Shuffle(items)
            from size in Gen.Int[1, 4]
            select (one, other, size);

        genRuns.Sample(
            runs =>
            {
                var (a, b) = (Run(runs.one, 1), Run(runs.other, runs.size));
                Assert.Equal(Summary(a), Summary(b));
                if (!runs.one.Contains("delete"))
                    return;
                Assert.DoesNotContain("meet me", a.Words + b.Words + Form.Of(a.State) + Form.Of(b.State), StringComparison.Ordinal);
                Assert.Equal((null, true), (b.Shown("m1").Text, b.Shown("m1").DeletedAt is not null));
            },
            iter: 3000);
    }

    [Fact]
    public void What_becomes_of_a_message_to_the_contact_ends_the_same_in_any_order_and_number()
    {
        string[] all = ["answer", "echo", "sent", "delivered", "read", "failed", "react", "unreact"];
        var genRuns =
            from bits in Gen.Int[1, 255]
            let chosen = all.Where((_, i) => (bits & (1 << i)) != 0).Append("answer").Distinct().ToArray()
            from repeats in Gen.OneOfConst(chosen).Array[0, 4]
            from one in Gen.Shuffle(chosen.Concat(repeats).ToArray())
            from other in Gen.Shuffle(chosen.Concat(repeats).ToArray())
            select (one, other);

        genRuns.Sample(runs => Assert.Equal(Sent(runs.one), Sent(runs.other)), iter: 3000);
    }

    [Fact]
    public void All_permutations_of_the_statuses_end_in_the_right_state()
    {
        string[][] sets =
        [
            ["answer", "sent", "delivered", "read"], ["answer", "sent", "failed"], ["answer", "sent", "failed", "delivered"],
            ["answer", "read"], ["answer", "echo", "sent", "delivered", "read"],
        ];
        MessageState[] ends =
            [MessageState.Read, MessageState.Failed, MessageState.Delivered, MessageState.Read, MessageState.Read];

        for (var i = 0; i < sets.Length; i++)
            Assert.All(Permutations(sets[i]), order => Assert.StartsWith($"{ends[i]} x1", Sent(order), StringComparison.Ordinal));
    }

    private static ThreadModel Run(string[] items, int size)
    {
        var thread = new ThreadModel(_quiet);
        foreach (var batch in items.Chunk(size))
        {
            thread.Tell(
                [.. batch.Select(i => _inbound[i]).OfType<InboundMessage>()],
                [.. batch.Select(i => _inbound[i]).OfType<ContactNotice>()]);
        }
        return thread;
    }

    private static string Summary(ThreadModel thread) => string.Join('\n',
        _ids.Select(thread.Shown).Select(m =>
            $"{m.Text} {m.EditedAt} {m.DeletedAt} {string.Join(',', m.Reactions.Select(r => r.Emoji + r.At))} {m.Media.Count}")
        .Append($"{thread.State.Unread} {thread.State.WindowClosesAt} {thread.State.Status} {thread.State.Parked.Length}")
        .Append(string.Join('|', thread.State.Tail.OrderBy(l => l.Text, StringComparer.Ordinal).Select(l => l.Text))));

    // One message, sent by a person; its call is under way.
    private static string Sent(IEnumerable<string> items)
    {
        var thread = new ThreadModel(_quiet);
        thread.Tell(Message("m1", 0)).Do(s => Sending.Send(s, Written(text: "hello"), _quiet));
        var message = thread.State.Outbox[0].Message;
        foreach (var item in items)
        {
            switch (item)
            {
                case "answer":
                    thread.Do(s => s.Settle(_quiet, message, 1, SendOutcome.Accepted("x1")));
                    break;
                case "echo":
                    thread.Tell(Echo("x1", "hello", 10));
                    break;
                case "react":
                    thread.Tell(React("r1", "x1", "\U0001F44D", 20));
                    break;
                case "unreact":
                    thread.Tell(React("r2", "x1", null, 21));
                    break;
                default:
                    var state = Enum.Parse<MessageState>(item, ignoreCase: true);
                    thread.Do(s => s.Report(_quiet, message, state, "x1", item == "failed" ? new Fault(Faults.Undeliverable) : null, 10));
                    break;
            }
        }
        var shown = thread.Shown(message);
        Assert.Equal(2, thread.Transcripts.Count);
        Assert.Empty(thread.State.Outbox);
        return $"{shown.State} {shown.ExternalId} {shown.Fault} {string.Join(',', shown.Reactions.Select(r => r.Emoji))} "
            + $"{thread.State.Parked.Length} {thread.State.Responder}";
    }

    private static IEnumerable<string[]> Permutations(string[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (string[])[first, .. rest]));
}
