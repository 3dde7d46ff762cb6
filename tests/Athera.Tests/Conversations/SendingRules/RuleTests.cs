using Athera.Channels;
using Athera.Conversations;
using Athera.Conversations.SendingRules;
using Athera.Messages;
using CsCheck;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations.SendingRules;

public sealed class RuleTests
{
    private static readonly ChannelTerms _late = new() { PersonWindow = TimeSpan.FromDays(7) };

    [Fact]
    public void After_a_day_a_person_may_still_write_where_the_channel_says_so_and_the_agent_may_not()
    {
        var state = Answered();
        var later = At() with { Now = Noon.AddDays(3), Terms = _late };
        var tooLate = At() with { Now = Noon.AddDays(7), Terms = _late };

        Assert.Null(RuleBook.Forbids(state, new Sendable(AuthorKind.User), later));
        Assert.Equal(Faults.WindowClosed, RuleBook.Forbids(state, new Sendable(AuthorKind.Agent), later)?.Code);
        Assert.Equal(Faults.WindowClosed, RuleBook.Forbids(state, new Sendable(AuthorKind.User), tooLate)?.Code);
    }

    [Fact]
    public void A_template_may_be_sent_when_free_text_may_not_and_only_where_there_are_templates()
    {
        var later = At() with { Now = Noon.AddDays(3) };

        Assert.Equal(Faults.NotCarried, RuleBook.Forbids(Answered(), new Sendable(AuthorKind.User, Template: true), later)?.Code);
        Assert.Null(RuleBook.Forbids(
            Answered(), new Sendable(AuthorKind.User, Template: true), later with { Terms = new ChannelTerms { HasTemplates = true } }));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, Faults.MarketingNotAgreed)]
    public void Marketing_needs_the_contacts_word(bool agrees, string? fault) => Assert.Equal(fault, RuleBook.Forbids(
        Answered(), new Sendable(AuthorKind.User, Template: true, Marketing: true),
        At() with { AgreesToMarketing = agrees, Terms = new ChannelTerms { HasTemplates = true } })?.Code);

    [Fact]
    public void What_waited_for_too_long_fails_and_what_comes_behind_it_is_sent()
    {
        var held = new Fault(Faults.CredentialsInvalid, "paper:190");
        var state = Answered();
        for (var hour = 0; hour < 23; hour++)
            state = Obligations.Wake(
                state.Settle(At(hour * 3600), SendOutcome.Deferred(held, TimeSpan.FromHours(1))).State, At((hour + 1) * 3600)).State;
        Assert.Equal(MessageState.Attempting, state.Outbox[0].State);

        state = state.Settle(At(23 * 3600), SendOutcome.Deferred(held, TimeSpan.FromHours(1))).State;
        var free = At(24 * 3600) with { Window = null };
        var draft = Obligations.Wake(state with { WindowSeconds = null }, free);

        Assert.Equal(Faults.Expired, Assert.Single(draft.Of<SendSettled>()).Fault?.Code);
        Assert.Empty(draft.State.Outbox);
    }

    [Fact]
    public void One_recipient_gets_a_burst_and_then_one_message_in_six_seconds() => Gen.Double[0, 20].Array[1, 200].Sample(gaps =>
    {
        var rate = new PairRate(TimeSpan.FromSeconds(6), 45);
        var (state, seconds) = (Answered(), 0d);
        var sent = new List<double>();
        foreach (var gap in gaps)
        {
            seconds += gap;
            var now = At(seconds) with { Terms = new ChannelTerms { Pair = rate } };
            if (PairPace.Wait(state, now) is { } until)
            {
                Assert.True(until > now.Now);
                continue;
            }
            sent.Add(seconds);
            state = state with { PairPaidAt = PairPace.Book(state, now) };
        }
        for (var i = 0; i < sent.Count; i++)
        {
            for (var j = i; j < sent.Count; j++)
                Assert.True(j - i + 1 <= 45 + ((sent[j] - sent[i]) / 6) + 1e-6);
        }
    }, iter: 300);

    [Fact]
    public void A_message_that_would_be_too_fast_for_its_recipient_waits_and_goes()
    {
        var terms = new ChannelTerms { Pair = new PairRate(TimeSpan.FromSeconds(6), 1) };
        var state = Conversation.Empty.Heard(At(), "a").Conclude(At() with { Terms = terms }).State;
        state = Sending.Send(state, Written(), At() with { Terms = terms }).State;

        var draft = Sending.Settle(
            state, new SendReport(new MessageId(Id, state.Outbox[0].Message), 1, SendOutcome.Accepted("x")), At(1) with { Terms = terms });

        Assert.Equal(Noon.AddSeconds(6), Assert.Single(draft.Of<SendSettled>(), e => e.NotCalled).NextAt);
        Assert.Single(Obligations.Wake(draft.State, At(6) with { Terms = terms }).Of<SendAttempted>());
    }
}
