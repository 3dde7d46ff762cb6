using Athera.Agents;
using Athera.Conversations;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

/// <summary>Who answers, as the channel account says.</summary>
public sealed class RespondingTests
{
    private static readonly AgentId _other = new(new OpaqueId(0, 66));

    [Fact]
    public void Where_only_people_answer_a_message_begins_no_turn_and_waits_for_one_of_them()
    {
        var draft = Conversation.Empty.Receive(People(), Message("a"));

        Assert.Equal("Nobody no_agent", Change(draft));
        Assert.Empty(draft.Of<TurnStarted>());
        Assert.Equal((1, Noon, null), (draft.State.Unread, draft.State.WaitingSince, draft.State.NextDue));
        Assert.False(draft.Of<MessageReceived>().Single().ForAgent);
    }

    [Fact]
    public void As_soon_as_an_agent_is_named_it_answers_the_next_message_and_not_those_before()
    {
        var left = Conversation.Empty.Heard(People(), "a");

        var draft = left.Receive(At(5), Message("b", 5));

        Assert.Equal("Agent agent_named", Change(draft));
        Assert.Equal([draft.State.Sequence - 1], Assert.Single(draft.Of<TurnStarted>()).Messages);
    }

    [Fact]
    public void A_conversation_a_person_has_taken_stays_with_that_person_whoever_answers_on_the_account()
    {
        var taken = Conversation.Empty.Heard(People(), "a").Handle(People(), new TakeOver { User = Ann }).State;

        Assert.Equal(Responder.User, taken.Heard(At(5), "b").Responder);
    }

    [Fact]
    public void One_that_an_agent_handed_over_does_not_come_back_with_the_next_agent()
    {
        var handedOver = Conversation.Empty.Heard(At(), "a").Conclude(At(), fault: TurnFaults.ModelUnavailable).State;

        Assert.Equal(Responder.Nobody, handedOver.Heard(People(5), "b").Heard(At(6), "c").Responder);
    }

    [Fact]
    public void A_turn_under_way_comes_to_its_end_and_then_the_conversation_waits_for_a_person()
    {
        var working = Conversation.Empty.Heard(At(), "a");

        var concluded = working.Conclude(People(5));

        Assert.Equal(TurnEnding.Replied, Assert.Single(concluded.Of<TurnEnded>()).Ending);
        Assert.Equal((Responder.Nobody, 1), (concluded.State.Responder, concluded.State.Outbox.Length));
    }

    [Fact]
    public void A_message_that_comes_while_the_last_turn_works_is_not_left_behind_its_answer()
    {
        var draft = Conversation.Empty.Heard(At(), "a").Receive(People(5), Message("b", 5));

        Assert.Equal(TurnEnding.Overtaken, Assert.Single(draft.Of<TurnEnded>()).Ending);
        Assert.Equal((Responder.Nobody, 2, null), (draft.State.Responder, draft.State.Unread, draft.State.Turn));
    }

    [Fact]
    public void What_was_to_be_answered_in_a_moment_waits_for_a_person_when_only_people_answer_by_then()
    {
        var waiting = Conversation.Empty.Heard(At(0, 1500), "a");

        var draft = Obligations.Wake(waiting, People(2));

        Assert.Empty(draft.Of<TurnStarted>());
        Assert.Equal((Responder.Nobody, 1, null), (draft.State.Responder, draft.State.Unread, draft.State.NextDue));
    }

    [Fact]
    public void An_agent_cannot_be_let_answer_where_only_people_do()
    {
        var left = Conversation.Empty.Heard(People(), "a");

        var refused = Commands.Check(left, new ResumeAgent { User = Ann }, People());

        Assert.Equal((RefusalKind.Conflict, "no_agent"), (refused?.Kind, refused?.Code));
        Assert.Null(Commands.Check(left, new ResumeAgent { User = Ann }, At()));
    }

    [Fact]
    public void Resolving_gives_the_next_episode_to_whoever_is_free_where_only_people_answer()
    {
        var taken = Conversation.Empty.Heard(People(), "a").Handle(People(), new TakeOver { User = Ann }).State;

        var resolved = taken.Handle(People(5), new Resolve { User = Ann });

        Assert.Equal(("Nobody no_agent", Ann), (Change(resolved), resolved.Of<ResponderChanged>().Single().User));
        Assert.NotNull(resolved.State.Heard(At(6), "b").Turn);
    }

    [Fact]
    public void A_turn_keeps_the_agent_and_the_version_it_began_with_and_the_next_has_the_accounts()
    {
        var working = Conversation.Empty.Heard(At() with { AgentVersion = 3 }, "a").Heard(At() with { AgentVersion = 3 }, "b");
        var before = new PublishedAgent(Given.Agent, At().Profile, 3);
        var now = At(5) with { Agent = _other, AgentVersion = 1, Profile = At().Profile with { Disclosure = "Other." }, Running = before };

        var concluded = working.Conclude(now);

        var reply = Assert.Single(concluded.Of<MessageQueued>());
        Assert.Equal((Given.Agent.ToString(), "AI here.\n\nHello!"), (reply.Author.Id, reply.Content.Text));
        Assert.Equal((_other, 1), Assert.Single(concluded.Of<TurnStarted>()) is var next ? (next.Agent, next.Version) : default);
    }

    [Fact]
    public void A_turn_stored_before_it_said_whose_it_is_goes_on_with_the_accounts_agent()
    {
        var turn = new RunningTurn(1, [1], Noon, 1, Given.Silo);
        var now = At() with { Running = new PublishedAgent(_other, new AgentProfile(), 1) };

        Assert.Same(now, now.During(turn));
    }

    private static string Change(Draft draft) =>
        Assert.Single(draft.Of<ResponderChanged>()) is var change ? $"{change.Responder} {change.Reason}" : "";

    private static Circumstances People(double seconds = 0) =>
        At(seconds) with { OnlyPeople = true, Profile = At().Profile with { Enabled = false } };
}
