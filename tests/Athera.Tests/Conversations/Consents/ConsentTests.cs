using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using CsCheck;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations.Consents;

public sealed class ConsentTests
{
    [Theory]
    [InlineData("stop", Keyword.Stop)]
    [InlineData("  Stop All! ", Keyword.Stop)]
    [InlineData("OPTOUT.", Keyword.Stop)]
    [InlineData("Revoke", Keyword.Stop)]
    [InlineData("arrêter", Keyword.Stop)]
    [InlineData("unstop", Keyword.Start)]
    [InlineData("Info", Keyword.Help)]
    public void A_word_that_is_the_whole_message_is_heard_in_any_case(string text, Keyword keyword) =>
        Assert.Equal(keyword, OptOutWords.Read(text)?.Keyword);

    [Theory]
    [InlineData("stop it")]
    [InlineData("please stop")]
    [InlineData("STOP!!")]
    [InlineData("stop?")]
    [InlineData("")]
    public void A_word_among_others_is_none(string text) => Assert.Null(OptOutWords.Read(text));

    [Fact]
    public void Reading_words_never_throws() => Gen.String.Sample(text =>
    {
        OptOutWords.Read(text);
        OptOutWords.IsWish(text);
    }, iter: 5000);

    [Fact]
    public void After_STOP_nothing_is_sent_but_one_confirmation()
    {
        var state = Answered().Settle(At(), SendOutcome.Accepted("x0")).State;

        var draft = Say(state, "stop", 1);

        Assert.True(draft.State.OptedOut);
        Assert.Equal(AutomaticNotice.StopConfirmed, Assert.Single(draft.Of<MessageQueued>()).Notice);
        Assert.Single(draft.Of<SendAttempted>());
        Assert.Equal(Faults.OptedOut, Sending.Check(draft.State, Written("c2"), At(2))?.Code);
        Assert.Empty(Say(draft.State, "STOP", 3).Of<MessageQueued>());
    }

    [Fact]
    public void Where_the_provider_answers_such_words_nothing_is_said()
    {
        var draft = Say(Answered(), "stop", 1, answers: true);

        Assert.True(draft.State.OptedOut);
        Assert.Empty(draft.Of<MessageQueued>());
    }

    [Fact]
    public void What_waits_to_be_sent_when_STOP_comes_fails_with_the_reason()
    {
        var state = Answered().Wrote(At(), "c1");
        var waiting = state.Outbox[1].Message;

        state = Say(state, "stop", 1, answers: true).State;
        var draft = state.Settle(At(2), SendOutcome.Accepted("x0"));

        var failed = Assert.Single(draft.Of<SendSettled>(), e => e.Result == SendResult.Refused);
        Assert.Equal((waiting, Faults.OptedOut), (failed.Message, failed.Fault?.Code));
        Assert.Empty(draft.State.Outbox);
    }

    [Fact]
    public void The_agent_is_not_even_asked_while_the_contact_wants_nothing_and_speaks_again_after_START()
    {
        var state = Say(Answered().Settle(At(), SendOutcome.Accepted("x0")).State, "stop", 1, answers: true).State;

        var asked = Say(state, "Hello?", 2, answers: true);
        var started = Say(asked.State, "START", 3, answers: true);

        Assert.Equal((TurnEnding.Failed, Faults.OptedOut), asked.Of<TurnEnded>().Select(e => (e.Ending, e.Fault!)).Single());
        Assert.Equal(Responder.Nobody, asked.State.Responder);
        Assert.False(started.State.OptedOut);
        Assert.Equal(Responder.Agent, started.State.Responder);
        Assert.NotNull(Say(started.State, "And now?", 4, answers: true).State.Turn);
    }

    [Fact]
    public void YES_is_an_answer_like_any_other_unless_the_contact_has_stopped()
    {
        Assert.Empty(Say(Answered(), "yes", 1).Of<ConsentChanged>());
        var stopped = Say(Answered(), "stop", 1).State;

        Assert.False(Say(stopped, "yes", 2).State.OptedOut);
    }

    [Fact]
    public void Help_is_given_once_and_then_left_to_the_agent()
    {
        var first = Say(Answered(), "help", 1);
        var second = Say(first.State, "help", 2);

        Assert.Equal(AutomaticNotice.HelpGiven, Assert.Single(first.Of<MessageQueued>()).Notice);
        Assert.Null(first.State.Turn);
        Assert.Empty(second.Of<MessageQueued>());
        Assert.NotNull(second.State.Turn);
    }

    [Fact]
    public void A_wish_in_words_of_its_own_goes_to_a_person()
    {
        var draft = Say(Answered(), "Please don’t text me again", 1);

        Assert.False(draft.State.OptedOut);
        Assert.Equal((Responder.Nobody, "asked_to_stop"), draft.Of<ResponderChanged>().Select(e => (e.Responder, e.Reason)).Single());
        Assert.Null(draft.State.Turn);
    }

    [Fact]
    public void An_old_STOP_that_comes_late_does_not_undo_a_newer_START()
    {
        var state = Say(Say(Answered(), "stop", 10).State, "start", 20).State;

        Assert.False(Say(state, "stop", 15, at: 30).State.OptedOut);
    }

    [Fact]
    public void A_provider_that_refuses_because_of_it_is_believed()
    {
        var state = Answered().Settle(At(), SendOutcome.Refused(new Fault(Faults.OptedOut, "paper:1"))).State;
        var marketing = Answered().Settle(At(), SendOutcome.Refused(new Fault(Faults.MarketingOptedOut, "paper:2"))).State;

        Assert.True(state.OptedOut);
        Assert.Equal((false, false), (marketing.OptedOut, marketing.Marketing));
    }

    [Fact]
    public void What_was_said_is_owed_to_the_contacts_record_until_it_stands_there()
    {
        var draft = Say(Answered(), "stop", 1);
        var passing = Assert.Single(draft.Of<ConsentPassing>());

        Assert.Equal(passing.RetryAt, draft.State.NextDue > passing.RetryAt ? draft.State.NextDue : passing.RetryAt);
        var again = Obligations.Wake(draft.State.Settle(At(2), SendOutcome.Accepted("x")).State, At(40));
        Assert.Single(again.Of<ConsentPassing>());
        Assert.Empty(ConsentObligation.Passed(draft.State, passing.Through).State.ConsentsOwed);
    }

    private static Draft Say(Conversation state, string text, double sentAt, bool answers = false, double? at = null)
    {
        var now = At(at ?? sentAt) with { Terms = new ChannelTerms { AnswersWords = answers } };
        return state.Receive(now, Message($"m{sentAt}-{text}", sentAt, text));
    }
}
