using Athera.Channels.WebChat;
using Athera.Conversations;
using Athera.Messages;
using CsCheck;
using Xunit;

namespace Athera.Tests.Channels.WebChat;

public sealed class VisitorTranscriptTests
{
    private const string Secret = "only for users";
    private static readonly OpaqueId Visitor = OpaqueId.New();
    private static readonly ConversationId Id = ConversationId.New();
    private static readonly DateTimeOffset At = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<ConversationEvent?> Happening = Gen.OneOf(
        Gen.Int[0, 99].Select(n => (ConversationEvent?)Received($"c{n}")),
        Gen.Const((ConversationEvent?)new MessageQueued
        {
            Content = MessageContent.OfText("out"), Author = new Author(AuthorKind.User, Secret), QueuedAt = At,
        }),
        Gen.Select(Gen.Long[1, 30], Gen.Int[1, 3], (message, attempt) => (ConversationEvent?)new SendAttempted(message, attempt, At, OpaqueId.None)),
        Gen.Long[1, 30].Select(message => (ConversationEvent?)new MessageEdited(message, "e", MessageContent.OfText("changed"), At)),
        Gen.Long[1, 30].Select(message => (ConversationEvent?)new MessageDeleted(message, "d", At, Inbound: true)),
        Gen.Const((ConversationEvent?)new NoteAdded(Secret, Secret, At)),
        Gen.Const((ConversationEvent?)new LabelsSet([Secret], Secret)),
        Gen.Const((ConversationEvent?)new ConversationAssigned(Secret, Secret, Secret)),
        Gen.Const((ConversationEvent?)new StatusChanged(ConversationStatus.Resolved, null, Secret)),
        Gen.Const((ConversationEvent?)new TurnStarted(AgentId.New(), [1], At, 1, OpaqueId.None)),
        Gen.Const((ConversationEvent?)null));

    [Fact]
    public void Whatever_happens_the_visitor_sees_messages_only_and_nobody_by_name() => Happening.Array[0, 40].Sample(events =>
    {
        var page = Show(Stretch(events, 0));
        return page.Lines.All(line => line.Text is "in" or "out" or "changed" or null)
            && !System.Text.Json.JsonSerializer.Serialize(page).Contains(Secret, StringComparison.Ordinal)
            && page.Lines.Zip(page.Lines.Skip(1)).All(pair => pair.First.Position < pair.Second.Position);
    });

    [Fact]
    public void Cut_anywhere_the_parts_show_what_the_whole_shows() => Gen.Select(Happening.Array[0, 40], Gen.Int[0, 40])
        .Sample((happenings, cut) =>
        {
            var events = AsItHappens(happenings);
            cut = Math.Min(cut, events.Count);
            var whole = Shown(Show(Stretch(events, 0)));
            var second = Stretch(events.Skip(cut), cut);
            var missing = VisitorTranscript.Missing(second).Where(m => m <= cut && events[(int)m - 1] is MessageQueued).Distinct()
                .ToDictionary(m => m, m => new VisitorTranscript.Earlier((MessageQueued)events[(int)m - 1]!, AftermathOf(events.Take(cut), m)));
            return whole.SequenceEqual(Shown(Show(Stretch(events.Take(cut), 0)), Show(second, missing)));
        });

    [Fact]
    public void Whoever_looks_late_sees_what_a_message_says_now_and_whoever_looked_before_is_told()
    {
        ConversationEvent?[] before = [Received("c1"), Received("c2")];
        ConversationEvent?[] after =
        [
            new MessageEdited(1, "e1", MessageContent.OfText("changed"), At.AddSeconds(2)),
            new MessageEdited(1, "e0", MessageContent.OfText("older"), At.AddSeconds(1), Superseded: true),
            new MessageDeleted(2, "d1", At, Inbound: true),
        ];

        var late = Show(Stretch([.. before, .. after], 0));
        var told = Show(Stretch(after, 2));

        Assert.Equal([("changed", false), (null, true)], late.Lines.Select(line => (line.Text, line.Removed)));
        Assert.Empty(late.Changes);
        Assert.Empty(told.Lines);
        Assert.Equal(
            [(3, 1, "changed", false), (5, 2, null, true)],
            told.Changes.Select(change => ((int)change.Position, (int)change.Id, change.Text, change.Removed)));
    }

    [Fact]
    public void A_message_is_seen_from_its_first_attempt_and_then_once()
    {
        var queued = new MessageQueued { Content = MessageContent.OfText("out"), Author = new Author(AuthorKind.Agent, "a"), QueuedAt = At };
        var page = Show(Stretch(
            [
                queued,
                Received("c1"),
                new SendAttempted(1, 1, At, OpaqueId.None),
                new SendAttempted(1, 2, At, OpaqueId.None),
                queued,
            ], 0));

        Assert.Equal([(2, AuthorKind.Contact, "c1"), (3, AuthorKind.Agent, null)], page.Lines.Select(line => ((int)line.Position, line.Author, line.ClientMessageId)));
    }

    private static List<VisitorTranscript.Happened> Stretch(IEnumerable<ConversationEvent?> events, long after) =>
        [.. events.Select((e, index) => new VisitorTranscript.Happened(after + index + 1, e))];

    private static MessageReceived Received(string id) => new()
    {
        ExternalId = VisitorTranscript.ExternalId(Visitor, id), Content = MessageContent.OfText("in"), ReceivedAt = At,
    };

    // Times go on, only messages that are there are changed, and nothing becomes of one that was taken back.
    private static List<ConversationEvent?> AsItHappens(IReadOnlyList<ConversationEvent?> happenings)
    {
        var (events, gone) = (new List<ConversationEvent?>(), new HashSet<long>());
        foreach (var happening in happenings)
        {
            var target = happening is null ? null : MessageAftermath.TargetOf(happening);
            if (target is { } message && (message > events.Count || gone.Contains(message) || Wording.Of(events[(int)message - 1] ?? new LabelsSet([], "")) is null))
                continue;
            if (happening is MessageDeleted deleted)
                gone.Add(deleted.Message);
            events.Add(happening is MessageEdited edited ? edited with { At = At.AddSeconds(events.Count) } : happening);
        }
        return events;
    }

    private static MessageAftermath AftermathOf(IEnumerable<ConversationEvent?> events, long message) => events
        .Select((e, index) => (Event: e, Sequence: index + 1L))
        .Where(e => e.Event is not null && MessageAftermath.TargetOf(e.Event) == message)
        .Aggregate(MessageAftermath.Of(message, ConversationForm.Queued), (known, e) => known.Apply(e.Event!, e.Sequence));

    private static Athera.Chat.ChatPage Show(
        List<VisitorTranscript.Happened> stretch, IReadOnlyDictionary<long, VisitorTranscript.Earlier>? earlier = null) =>
        VisitorTranscript.Show(Visitor, Id, stretch, earlier ?? new Dictionary<long, VisitorTranscript.Earlier>(), stretch.Count);

    // What stands on the screen of somebody who was brought these.
    private static IEnumerable<(long Id, long Position, string? Text, bool Removed, DateTimeOffset? EditedAt)> Shown(
        params Athera.Chat.ChatPage[] pages)
    {
        var shown = new List<(long Id, long Position, string? Text, bool Removed, DateTimeOffset? EditedAt)>();
        foreach (var page in pages)
        {
            shown.AddRange(page.Lines.Select(line => (line.Id, line.Position, line.Text, line.Removed, line.EditedAt)));
            foreach (var change in page.Changes)
            {
                var at = shown.FindIndex(line => line.Id == change.Id);
                if (at >= 0)
                    shown[at] = shown[at] with { Text = change.Text, Removed = change.Removed, EditedAt = change.EditedAt };
            }
        }
        return shown;
    }
}
