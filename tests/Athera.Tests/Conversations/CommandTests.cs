using Athera.Conversations;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations;

public sealed class CommandTests
{
    public static TheoryData<ConversationCommand> Repeatable() =>
    [
        new Assign { User = Ann, Assignee = "bob", Team = "sales" },
        new TakeOver { User = Ann },
        new Resolve { User = Ann },
        new Snooze { User = Ann, Until = Noon.AddHours(1) },
        new SetLabels { User = Ann, Labels = ["vip", "vip", "new"] },
    ];

    [Theory]
    [MemberData(nameof(Repeatable))]
    public void Asking_for_what_is_so_already_leaves_no_event(ConversationCommand command)
    {
        var once = Answered().Handle(At(), command);

        Assert.NotEmpty(once.Events);
        Assert.Empty(once.State.Handle(At(), command).Events);
    }

    [Theory]
    [MemberData(nameof(Repeatable))]
    public void Nothing_can_be_asked_where_nobody_has_written(ConversationCommand command) =>
        Assert.Equal(RefusalKind.NotFound, Commands.Check(Conversation.Empty, command, At())?.Kind);

    [Fact]
    public void A_user_who_is_given_the_conversation_answers_it_and_a_team_does_not()
    {
        var toTeam = Answered().Handle(At(), new Assign { User = Ann, Team = "sales" }).State;
        var toUser = Answered().Handle(At(), new Assign { User = Ann, Assignee = "bob" }).State;

        Assert.Equal((Responder.Agent, Responder.User), (toTeam.Responder, toUser.Responder));
    }

    [Fact]
    public void Resolving_gives_the_next_episode_back_to_the_agent()
    {
        var state = Answered().Handle(At(), new TakeOver { User = Ann }).State.Handle(At(), new Resolve { User = Ann }).State;

        Assert.Equal((ConversationStatus.Resolved, Responder.Agent, 0), (state.Status, state.Responder, state.Unread));
        Assert.NotNull(state.Heard(At(1), "again").Turn);
    }

    [Fact]
    public void What_came_while_a_person_answered_is_not_answered_by_the_agent_afterwards()
    {
        var state = Answered().Handle(At(), new TakeOver { User = Ann }).State.Heard(At(1), "for ann");

        var resumed = state.Handle(At(2), new ResumeAgent { User = Ann }).State;

        Assert.Null(resumed.Turn);
        Assert.NotNull(resumed.Heard(At(3), "for the agent").Turn);
    }

    [Fact]
    public void A_snoozed_conversation_opens_when_its_time_has_come()
    {
        var state = Answered().Settle(At(), Athera.Channels.SendOutcome.Accepted("x")).State
            .Handle(At(), new Snooze { User = Ann, Until = Noon.AddHours(1) }).State;
        Assert.Equal(Noon.AddHours(1), state.NextDue);
        Assert.Empty(Obligations.Wake(state, At(3599)).Events);

        var opened = Obligations.Wake(state, At(3600)).State;

        Assert.Equal((ConversationStatus.Open, null), (opened.Status, opened.NextDue));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(367 * 86_400)]
    public void A_snooze_lies_in_the_future_and_ends_within_a_year(double seconds) => Assert.Contains(
        "until", Commands.Check(Answered(), new Snooze { User = Ann, Until = Noon.AddSeconds(seconds) }, At())!.Fields!.Keys);

    [Fact]
    public void A_note_changes_nothing_the_contact_could_notice()
    {
        var before = Answered();

        var draft = before.Handle(At(), new AddNote { User = Ann, Text = "careful" });

        Assert.Equal(before with { Sequence = draft.State.Sequence }, draft.State);
    }
}
