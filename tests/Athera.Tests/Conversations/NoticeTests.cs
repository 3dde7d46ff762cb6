using Athera.Channels;
using Athera.Contacts;
using Athera.Conversations;
using Athera.Messages;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

public sealed class NoticeTests
{
    private static readonly Address _newPhone = new(AddressKind.Phone, "12025550144");

    [Fact]
    public void What_somebody_wrote_on_the_phone_is_a_message_from_outside_and_silences_the_agent()
    {
        var thread = new ThreadModel(At(2)).Tell(Message("m1", 0)).Tell(Echo("x1", "from the shop", 1));

        var shown = thread.Shown("x1");
        Assert.Equal((MessageDirection.Out, AuthorKind.External, MessageState.Sent), (shown.Direction, shown.Author.Kind, shown.State));
        Assert.Equal((Responder.User, null, 0, null), (thread.State.Responder, thread.State.Turn, thread.State.Unread, thread.State.WaitingSince));
        Assert.Null(thread.Tell(Message("m2", 2)).State.Turn);
    }

    [Fact]
    public void What_was_written_on_the_phone_long_ago_says_nothing_of_who_answers_now()
    {
        var thread = new ThreadModel(At(2)).Tell(Echo("x1", "long ago", -100_000)).Tell(Message("m1", 0));

        Assert.Equal(Responder.Agent, thread.State.Responder);
        Assert.NotNull(thread.State.Turn);
    }

    [Fact]
    public void An_echo_opens_a_conversation_once_and_starts_no_turn()
    {
        var thread = new ThreadModel(At(2)).Tell(Echo("x1", "hello", 1)).Tell(Echo("x1", "hello", 1));

        Assert.Single(thread.Transcripts);
        Assert.Equal((ConversationStatus.Open, null, null), (thread.State.Status, thread.State.Turn, thread.State.WindowClosesAt));
    }

    [Fact]
    public void An_echo_before_the_answer_to_the_call_is_evidence_that_the_provider_took_it()
    {
        var state = Answered();
        var head = state.Outbox[0];

        var draft = Receiving.Receive(state, Batch(At(1)) with { Notices = [Echo("x1", head.Content.Text!, 1)] }, new(), At(1));

        Assert.Equal((head.Message, "x1"), Assert.Single(draft.Of<ReceiptRecorded>()) is var e ? (e.Message, e.ExternalId) : default);
        Assert.Empty(draft.State.Outbox);
        Assert.Empty(draft.State.Settle(At(2), head.Message, 1, SendOutcome.Accepted("x1")).Of<MessageEchoed>());
    }

    [Theory]
    [InlineData("x1", 1)]
    [InlineData("x2", 2)]
    public void An_echo_in_another_form_waits_for_the_answer_to_the_call(string answered, int messages)
    {
        var thread = new ThreadModel(At(2)).Tell(Message("m1", 0)).Do(s => Sending.Send(s, Written(text: "pick one"), At(2)));
        var message = thread.State.Outbox[0].Message;
        thread.Tell(Echo("x1", "pick one (1) (2)", 1));
        Assert.Equal(2, thread.Transcripts.Count);

        thread.Do(s => s.Settle(At(3), message, 1, SendOutcome.Accepted(answered)));

        Assert.Equal(messages, thread.Transcripts.Count(m => m.Direction == MessageDirection.Out));
        Assert.Empty(thread.State.Parked);
    }

    [Fact]
    public void An_echo_with_our_own_id_belongs_to_that_message_whatever_it_says()
    {
        var state = Answered();
        var ours = new MessageId(Id, state.Outbox[0].Message);

        var draft = Receiving.Receive(state, Batch(At(1)) with { Notices = [Echo("x1", "another form", 1, ours)] }, new(), At(1));

        Assert.Equal("x1", Assert.Single(draft.Of<ReceiptRecorded>()).ExternalId);
        Assert.Empty(draft.Of<MessageEchoed>());
    }

    [Fact]
    public void An_edit_of_what_is_not_answered_yet_is_what_the_agent_reads()
    {
        var thread = new ThreadModel(At(1, settleMs: 5000)).Tell(Message("m1", 0, "wrong")).Tell(Edit("e1", "m1", "right", 1));

        Assert.Equal("right", Assert.Single(thread.State.Tail).Text);
        Assert.Equal("right", thread.State.Last!.Text);
        Assert.Single(thread.State.Unanswered);
    }

    [Fact]
    public void An_edit_under_the_agents_hands_begins_the_answer_anew()
    {
        var thread = new ThreadModel(At(1)).Tell(Message("m1", 0, "wrong"));
        var turn = thread.State.Turn!.Id;

        thread.Tell(Edit("e1", "m1", "right", 1));

        Assert.Equal(TurnEnding.Overtaken, Assert.Single(thread.Events.OfType<TurnEnded>()).Ending);
        Assert.NotEqual(turn, thread.State.Turn!.Id);
        Assert.Equal("right", Assert.Single(thread.State.Tail).Text);
    }

    [Fact]
    public void What_was_taken_back_is_not_answered()
    {
        var thread = new ThreadModel(At(1)).Tell(Message("m1", 0)).Tell(Delete("d1", "m1", 1));

        Assert.Null(thread.State.Turn);
        Assert.Empty(thread.State.Unanswered);
        Assert.Empty(thread.State.Tail);
        Assert.Equal((0, null, null), (thread.State.Unread, thread.State.WaitingSince, thread.State.NextDue));
        Assert.Equal((null, true), (thread.State.Last!.Text, thread.State.Last.DeletedAt is not null));
    }

    [Fact]
    public void What_is_left_of_a_burst_is_answered()
    {
        var settling = At(1, settleMs: 500);
        var thread = new ThreadModel(settling).Tell(Message("m1", 0), Message("m2", 1)).Do(s => Obligations.Wake(s, At(2, settleMs: 500)));
        Assert.Equal(2, thread.State.Turn!.Messages.Length);

        thread.Tell(Delete("d1", "m1", 1)).Do(s => Obligations.Wake(s, At(5, settleMs: 500)));

        Assert.Equal("text of m2", Assert.Single(thread.State.Tail).Text);
        Assert.Single(thread.State.Turn!.Messages);
    }

    [Fact]
    public void A_reaction_begins_no_turn_and_opens_no_window()
    {
        var thread = new ThreadModel(At(1)).Tell(React("r1", "before us", "\U0001F44D", 1));

        Assert.Equal((null, null, 0), (thread.State.Turn, thread.State.WindowClosesAt, thread.State.Unread));
        Assert.Equal(ConversationStatus.Resolved, thread.State.Status);
        Assert.Equal(ConversationStatus.Open, thread.Tell(Message("m1", 0)).State.Status);
    }

    [Fact]
    public void No_more_waits_for_messages_than_is_good()
    {
        var thread = new ThreadModel(At(1));
        for (var i = 0; i < 50; i++)
            thread.Tell(React($"r{i}", $"m{i}", "\U0001F44D", i));

        Assert.Equal(Conversation.MaxParked, thread.State.Parked.Length);
    }

    [Fact]
    public void More_wordings_than_are_remembered_leave_none_behind()
    {
        var thread = new ThreadModel(At(100)).Tell(Message("m1", 0));
        for (var i = 0; i < 50; i++)
            thread.Tell(Edit($"e{i}", "m1", $"secret {i}", i));
        Assert.Equal("secret 49", thread.Shown("m1").Text);

        thread.Tell(Delete("d1", "m1", 60));

        Assert.DoesNotContain("secret", thread.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Keyword.Stop, false)]
    [InlineData(Keyword.Start, true)]
    [InlineData(Keyword.Help, null)]
    public void A_word_the_provider_has_answered_begins_no_turn(Keyword keyword, bool? granted)
    {
        var thread = new ThreadModel(At(1)).Tell(Message("m1", 0) with { Keyword = keyword });

        Assert.Null(thread.State.Turn);
        Assert.Equal(granted, thread.State.Consents.SingleOrDefault()?.Granted);
    }

    [Fact]
    public void The_newest_word_about_consent_counts_in_whatever_order_it_comes()
    {
        ConsentNotice Consent(string id, bool granted, double at) => new()
        {
            Contact = [Phone], ExternalId = id, At = Noon.AddSeconds(at), Scope = ConsentScope.Marketing, Granted = granted,
        };
        var (stop, start, stopAgain) = (Consent("1", false, 1), Consent("2", true, 2), Consent("3", false, 2));

        Assert.False(new ThreadModel(At(9)).Tell(stop).Tell(start).Tell(stopAgain).State.Consents.Single().Granted);
        Assert.False(new ThreadModel(At(9)).Tell(stopAgain).Tell(start).Tell(stop).State.Consents.Single().Granted);
        Assert.True(new ThreadModel(At(9)).Tell(start).Tell(stop).State.Consents.Single().Granted);
    }

    [Theory]
    [InlineData(3600, 72)]
    [InlineData((24 * 3600) + 60, 24)]
    public void A_contact_from_an_advertisement_may_be_written_to_for_longer_once_it_is_answered_in_time(int answeredAfter, int hours)
    {
        var now = At() with { EntryWindow = TimeSpan.FromHours(72), Profile = new() { Enabled = false } };
        var advertised = Message("m1", 0);
        var state = Conversation.Empty.Receive(now, advertised with
        {
            Content = advertised.Content with { Referral = new Referral { Source = "ad" } },
        }).State;
        Assert.Equal(Noon.AddHours(24), state.WindowClosesAt);
        // A person, where the channel lets people answer late.
        var later = At(answeredAfter) with
        {
            Profile = now.Profile, EntryWindow = now.EntryWindow, Terms = new ChannelTerms { PersonWindow = TimeSpan.FromDays(7) },
        };

        state = Sending.Send(state, Written(), later).State.Settle(later, SendOutcome.Accepted("x1")).State;

        Assert.Equal(Noon.AddHours(hours), state.WindowClosesAt);
    }

    [Fact]
    public void A_new_address_is_tried_first_and_the_old_one_stays()
    {
        var change = new AddressChangeNotice { Contact = [Phone], ExternalId = "a1", At = Noon, NewAddresses = [_newPhone] };
        var thread = new ThreadModel(At(1)).Tell(Message("m1", 0)).Tell(change).Tell(change);

        Assert.Equal([_newPhone, Phone], thread.State.Addresses);
        Assert.Single(thread.Events.OfType<AddressChanged>());
        Assert.Equal(1, thread.State.Unread);
    }

    [Fact]
    public void Everything_sent_up_to_a_watermark_is_read_and_nothing_after_it()
    {
        var thread = new ThreadModel(At(100)).Tell(Echo("x1", "one", 1), Echo("x2", "two", 2), Echo("x3", "three", 9));

        thread.Tell(Watermark(MessageState.Read, 5));

        Assert.Equal([MessageState.Read, MessageState.Read, MessageState.Sent], thread.Transcripts.Select(m => m.State));
        Assert.Equal(MessageState.Read, thread.Tell(Echo("x4", "came late", 4)).Shown("x4").State);
    }

    [Fact]
    public void What_became_of_a_file_is_shown_until_its_message_is_taken_back()
    {
        var photo = Message("m1", 0) with
        {
            Content = new() { Kind = MessageKind.Image, Media = [new MediaPart { Kind = MessageKind.Image, ExternalId = "f1" }] },
        };
        var thread = new ThreadModel(At(1)).Tell(photo);
        var message = thread.Shown("m1").Id.Sequence;
        var stored = new MediaSettled(message, 0, MediaState.Stored, "image/png", 7, "b1", HasThumbnail: true);
        var recalled = new Recalled(
            message, thread.Events.OfType<MessageReceived>().Single(), new() { Message = message, State = MessageState.Received },
            new Dictionary<long, ConversationEvent>());

        Assert.Equal(MediaState.Pending, Assert.Single(thread.Shown("m1").Media).State);
        thread.Do(s => Amending.Settle(s, recalled, stored));
        Assert.Equal((MediaState.Stored, 7, true), thread.Shown("m1").Media[0] is var m ? (m.State, m.Bytes, m.HasThumbnail) : default);
        Assert.Empty(Amending.Settle(thread.State, recalled, stored with { Index = 1 }).Events);

        thread.Tell(Delete("d1", "m1", 1));

        Assert.Equal(["b1"], Assert.Single(thread.Events.OfType<MessageDeleted>()).Blobs);
        Assert.Empty(thread.Shown("m1").Media);
    }
}
