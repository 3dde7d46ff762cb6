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
        Gen.Int[0, 99].Select(n => (ConversationEvent?)new MessageReceived
        {
            ExternalId = VisitorTranscript.ExternalId(Visitor, $"c{n}"), Content = MessageContent.OfText("in"), ReceivedAt = At,
        }),
        Gen.Const((ConversationEvent?)new MessageQueued
        {
            Content = MessageContent.OfText("out"), Author = new Author(AuthorKind.User, Secret), QueuedAt = At,
        }),
        Gen.Select(Gen.Long[1, 30], Gen.Int[1, 3], (message, attempt) => (ConversationEvent?)new SendAttempted(message, attempt, At, OpaqueId.None)),
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
        return page.Lines.All(line => line.Text is "in" or "out")
            && !System.Text.Json.JsonSerializer.Serialize(page).Contains(Secret, StringComparison.Ordinal)
            && page.Lines.Zip(page.Lines.Skip(1)).All(pair => pair.First.Position < pair.Second.Position);
    });

    [Fact]
    public void Cut_anywhere_the_parts_show_what_the_whole_shows() => Gen.Select(Happening.Array[0, 40], Gen.Int[0, 40])
        .Sample((events, cut) =>
        {
            cut = Math.Min(cut, events.Length);
            var whole = Show(Stretch(events, 0)).Lines;
            var earlier = events.Take(cut).Select((e, index) => (Sequence: index + 1L, Event: e as MessageQueued))
                .Where(e => e.Event is not null).ToDictionary(e => e.Sequence, e => e.Event!);
            var second = Stretch(events[cut..], cut);
            var missing = VisitorTranscript.Missing(second).Where(earlier.ContainsKey).ToDictionary(m => m, m => earlier[m]);
            var parts = Show(Stretch(events[..cut], 0)).Lines.Concat(Show(second, missing).Lines);
            return whole.SequenceEqual(parts, new ByPlace());
        });

    [Fact]
    public void A_message_is_seen_from_its_first_attempt_and_then_once()
    {
        var queued = new MessageQueued { Content = MessageContent.OfText("out"), Author = new Author(AuthorKind.Agent, "a"), QueuedAt = At };
        var page = Show(Stretch(
            [
                queued,
                new MessageReceived { ExternalId = VisitorTranscript.ExternalId(Visitor, "c1"), Content = MessageContent.OfText("in"), ReceivedAt = At },
                new SendAttempted(1, 1, At, OpaqueId.None),
                new SendAttempted(1, 2, At, OpaqueId.None),
                queued,
            ], 0));

        Assert.Equal([(2, AuthorKind.Contact, "c1"), (3, AuthorKind.Agent, null)], page.Lines.Select(line => ((int)line.Position, line.Author, line.ClientMessageId)));
    }

    private static List<VisitorTranscript.Happened> Stretch(IEnumerable<ConversationEvent?> events, long after) =>
        [.. events.Select((e, index) => new VisitorTranscript.Happened(after + index + 1, e))];

    private static Athera.Chat.ChatPage Show(
        List<VisitorTranscript.Happened> stretch, IReadOnlyDictionary<long, MessageQueued>? earlier = null) =>
        VisitorTranscript.Show(Visitor, Id, stretch, earlier ?? new Dictionary<long, MessageQueued>(), stretch.Count);

    private sealed class ByPlace : IEqualityComparer<Athera.Chat.ChatLine>
    {
        public bool Equals(Athera.Chat.ChatLine? x, Athera.Chat.ChatLine? y) => (x?.Position, x?.Id, x?.Text) == (y?.Position, y?.Id, y?.Text);

        public int GetHashCode(Athera.Chat.ChatLine obj) => obj.Position.GetHashCode();
    }
}
