using Athera.Agents;
using Athera.Conversations;
using Xunit;
using static Athera.Tests.Conversations.Given;
using static Athera.Tests.Conversations.Steps.StepGiven;

namespace Athera.Tests.Conversations.Steps;

public sealed class HandingOverTests
{
    [Theory]
    [InlineData("Can I PLEASE talk to a human?!")]
    [InlineData("Ich möchte mit einem Menschen sprechen.")]
    [InlineData("Je veux parler à un conseiller svp")]
    [InlineData("Quiero hablar con una persona")]
    [InlineData("Quero falar com um atendente.")]
    [InlineData("Vorrei parlare con un operatore")]
    [InlineData("Ik wil met een medewerker praten")]
    [InlineData("Chcę porozmawiać z człowiekiem")]
    [InlineData("Bir insanla konuşmak istiyorum")]
    [InlineData("Jag vill prata med en människa")]
    [InlineData("Jeg vil tale med et menneske")]
    [InlineData("Haluan puhua ihmisen kanssa")]
    [InlineData("Chci mluvit s operátorem")]
    [InlineData("Vreau să vorbesc cu o persoană")]
    [InlineData("Szeretnék emberrel beszélni")]
    [InlineData("Saya mau bicara dengan manusia")]
    [InlineData("Tôi muốn gặp nhân viên")]
    [InlineData("Хочу поговорить с человеком")]
    [InlineData("Хочу поговорити з людиною")]
    [InlineData("Θέλω να μιλήσω με άνθρωπο")]
    [InlineData("أريد التحدث مع موظف")]
    [InlineData("אני רוצה לדבר עם נציג")]
    [InlineData("मुझे किसी इंसान से बात करनी है")]
    [InlineData("请转人工")]
    [InlineData("人と話したいです")]
    [InlineData("상담원 연결해 주세요")]
    [InlineData("ขอคุยกับเจ้าหน้าที่")]
    public void Whoever_asks_for_a_person_gets_one_without_a_model(string text)
    {
        var draft = Conversation.Empty.Receive(At(), Message("a", 0, text));

        Assert.Equal("requested", Assert.Single(draft.Of<ResponderChanged>()).Reason);
        Assert.Empty(draft.Of<TurnStarted>());
        Assert.Equal(1, draft.State.Unread);
    }

    [Theory]
    [InlineData("Is there a human body lotion in stock?")]
    [InlineData("Sprechen Sie Deutsch?")]
    [InlineData("I spoke to a humanist")]
    [InlineData("")]
    [InlineData("\ud83d")]
    public void Other_words_do_not(string text) => Assert.False(HandOverWords.Ask(text, new HandOverRules()));

    [Fact]
    public void A_tenant_adds_phrases_of_its_own() =>
        Assert.True(HandOverWords.Ask("Get me KUNDENDIENST, now.", new HandOverRules { Phrases = ["kundendienst"] }));

    [Fact]
    public void A_turn_under_way_comes_to_nothing_when_a_person_is_asked_for()
    {
        var draft = Working(Free()).Receive(Free(1), Message("b", 1, "talk to a human"));

        Assert.Equal(TurnEnding.TakenOver, Assert.Single(draft.Of<TurnEnded>()).Ending);
    }

    [Theory]
    [InlineData("I am an AI assistant.", "Hello! What can I do for you?")]
    [InlineData("Ich bin ein KI-Assistent.", "Hallo! Was kann ich tun?")]
    [InlineData("Beep.", "Thank you so much for your kind message. Is there anything else that I can help you with on this day?")]
    [InlineData("Hi.", "Hello!")]
    public void Two_agents_that_answer_each_other_stop_within_ten_messages(string disclosure, string answer)
    {
        Circumstances Now(double seconds) => At(seconds) is var now ? now with { Profile = now.Profile with { Disclosure = disclosure } } : null!;
        var (sides, messages, text) = (new[] { Conversation.Empty, Conversation.Empty }, 0, "Hello there, who is this?");
        for (; messages < 100; messages++)
        {
            var heard = sides[messages % 2].Receive(Now(messages), Message($"m{messages}", messages, text)).State;
            if (heard.Turn is null)
            {
                Assert.Equal(Responder.Nobody, heard.Responder);
                break;
            }
            var draft = heard.Conclude(Now(messages + 0.5), answer);
            text = Assert.Single(draft.Of<MessageQueued>()).Content.Text!;
            sides[messages % 2] = draft.State;
        }
        Assert.InRange(messages, 1, 10);
    }

    [Fact]
    public void A_person_who_looks_lets_the_agent_answer_again()
    {
        var state = Conversation.Empty;
        for (var i = 0; state.Responder == Responder.Agent; i++)
        {
            state = state.Receive(At(i), Message($"m{i}", i, "I am an AI assistant.")).State;
            state = state.Turn is null ? state : state.Conclude(At(i)).State;
        }

        var again = state.Handle(At(100), new ResumeAgent { User = Ann }).State.Heard(At(101), "a question");

        Assert.NotNull(again.Turn);
    }

    [Fact]
    public void A_customer_who_writes_the_same_words_quickly_is_no_machine()
    {
        var state = Conversation.Empty;
        for (var i = 0; i < 50; i++)
            state = state.Receive(At(i), Message($"m{i}", i, "Is my order there?")).State.Conclude(At(i + 0.1), $"Not yet, {i}.").State
                .Settle(At(i + 0.2), Athera.Channels.SendOutcome.Accepted($"x{i}")).State;

        Assert.Equal(Responder.Agent, state.Responder);
    }

    [Fact]
    public void A_short_disclosure_makes_no_machine_of_whoever_begins_with_the_same_letter()
    {
        var now = At() with { Profile = At().Profile with { Disclosure = "A" } };

        Assert.Empty(Conversation.Empty.Receive(now, Message("a", 0, "Are you open?")).Of<MachineNoticed>());
    }

    [Fact]
    public void More_turns_than_an_hour_may_have_are_left_to_people()
    {
        var strict = At() with { Profile = At().Profile with { Budgets = new AgentBudgets { TurnsPerHour = 2 } } };
        var state = Conversation.Empty.Heard(strict, "a").Conclude(strict).State.Heard(strict, "b").Conclude(strict).State;

        var draft = state.Receive(strict, Message("c", 0));
        var later = state.Receive(strict with { Now = Noon.AddHours(1) }, Message("c", 3600));

        Assert.Equal(TurnFaults.OverTurns, Assert.Single(draft.Of<TurnEnded>()).Fault);
        Assert.Equal("over_budget", Assert.Single(draft.Of<ResponderChanged>()).Reason);
        Assert.NotNull(later.State.Turn);
    }

    [Fact]
    public void A_contact_is_told_in_its_own_language_that_an_AI_speaks()
    {
        var now = At() with { Profile = At().Profile with { Disclosures = new Dictionary<string, string> { ["de"] = "Ich bin eine KI.", ["ja"] = "AIです。" } } };
        string? Told(string text) => Conversation.Empty.Receive(now, Message("a", 0, text)).State.Conclude(now, "x").Of<MessageQueued>().Single().Content.Text;

        Assert.StartsWith("Ich bin eine KI.", Told("Wann haben Sie bitte offen?"), StringComparison.Ordinal);
        Assert.StartsWith("AIです。", Told("何時に開きますか"), StringComparison.Ordinal);
        Assert.StartsWith("AI here.", Told("When are you open?"), StringComparison.Ordinal);
    }
}
