using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>
/// Does what a message asks about being written to. STOP is about this channel account and nothing else: other accounts the contact
/// writes with go on, and marketing is a word of its own, which holds on all of them.
/// </summary>
internal static class Heeding
{
    /// <summary>Help is given once in this time; who asks again gets an answer like any other.</summary>
    private static readonly TimeSpan HelpAgain = TimeSpan.FromHours(24);

    /// <summary>What a message asks for, given what the contact has said before.</summary>
    public static Plea Read(Conversation state, InboundMessage message, Circumstances now)
    {
        if (message.Keyword is { } told)
            return new Plea(told, Answered: true);
        var text = message.Content.Kind is MessageKind.Text or MessageKind.ButtonReply or MessageKind.ListReply ? message.Content.Text : null;
        if (OptOutWords.Read(text) is { } word)
        {
            var plea = new Plea(word.Keyword, now.Terms.AnswersWords && word.Carriers, word.Language);
            return word.Keyword switch
            {
                // "Yes" and "start" mean a hundred things to somebody who has stopped nothing.
                Keyword.Start when !state.OptedOut && !plea.Answered => Plea.None,
                Keyword.Start when !state.OptedOut => text!.Trim().StartsWith("y", StringComparison.OrdinalIgnoreCase) ? Plea.None : plea,
                Keyword.Help when !plea.Answered && state.HelpedAt is { } at && !now.HasCome(at + HelpAgain, HelpAgain) => Plea.None,
                _ => plea,
            };
        }
        return message.Content.Kind == MessageKind.Text && OptOutWords.IsWish(text) ? Plea.LeaveAlone : Plea.None;
    }

    /// <summary>Does it.</summary>
    /// <param name="draft">The decision, the message already in it.</param>
    /// <param name="plea">What is asked.</param>
    /// <param name="at">When, by the provider's clock.</param>
    /// <param name="now">The circumstances.</param>
    public static void Heed(this Draft draft, Plea plea, DateTimeOffset at, Circumstances now)
    {
        switch (plea)
        {
            case { Keyword: Keyword.Stop }:
                if (draft.TakeWord(ConsentScope.Everything, false, ConsentWays.Keyword, at))
                    draft.Say(AutomaticNotice.StopConfirmed, plea, now);
                break;
            case { Keyword: Keyword.Start }:
                if (draft.TakeWord(ConsentScope.Everything, true, ConsentWays.Keyword, at))
                    draft.Say(AutomaticNotice.StartConfirmed, plea, now);
                break;
            case { Keyword: Keyword.Help }:
                draft.Say(AutomaticNotice.HelpGiven, plea, now);
                break;
            case { Alone: true } when draft.State.Responder == Responder.Agent:
                draft.HandOver("asked_to_stop");
                break;
        }
    }

    /// <summary>
    /// Takes in a word of the contact about being written to; <see langword="false"/> if it changes nothing. An older word than the
    /// known one does not count, and of two at once "no" does.
    /// </summary>
    public static bool TakeWord(
        this Draft draft, ConsentScope scope, bool granted, string how, DateTimeOffset at, string? noticeId = null, string? user = null)
    {
        var known = draft.State.Consents.FirstOrDefault(c => c.Scope == scope);
        if (known is not null && (at < known.At || (at == known.At && (!known.Granted || granted))))
            return false;
        var news = (known?.Granted ?? scope == ConsentScope.Everything) != granted;
        // What was said before is not written down again, but for what a person was told.
        if (!news && user is null && known is not null)
            return false;
        var returns = granted && scope == ConsentScope.Everything && draft.State is { Silenced: true, Responder: Responder.Nobody };
        if (!granted && scope == ConsentScope.Everything && draft.State.Turn is { } turn)
            draft.Raise(new TurnEnded(turn.Id, TurnEnding.Failed, Faults.OptedOut));
        draft.Raise(new ConsentChanged(scope, granted, how, at, noticeId) { User = user });
        if (returns)
            draft.Raise(new ResponderChanged(Responder.Agent, "opted_in", null));
        return news;
    }

    // On a channel whose provider answers such words itself, a second answer would be one too many. A closed window means silence.
    private static void Say(this Draft draft, AutomaticNotice notice, Plea plea, Circumstances now)
    {
        if (plea.Answered || now.Terms.AnswersWords || draft.State.WindowClosesAt <= now.Now
            || draft.State.Outbox.Length >= Conversation.MaxOutbox)
            return;
        draft.Raise(new MessageQueued
        {
            Content = MessageContent.OfText(ConsentTexts.Of(notice, plea.Language)),
            Author = new Author(AuthorKind.Agent, now.Agent.ToString()),
            QueuedAt = now.Now,
            Notice = notice,
        });
    }
}

/// <summary>What a message asks about being written to.</summary>
/// <param name="Keyword">The word it is.</param>
/// <param name="Answered">The provider has acted on it and answered.</param>
/// <param name="Language">Whose word it is.</param>
/// <param name="Alone">It says in words of its own that its writer wants to be left alone.</param>
internal sealed record Plea(Keyword? Keyword, bool Answered = false, string Language = "en", bool Alone = false)
{
    /// <summary>Nothing.</summary>
    public static Plea None { get; } = new((Keyword?)null);

    /// <summary>To be left alone, said in a sentence.</summary>
    public static Plea LeaveAlone { get; } = new(null, Alone: true);

    /// <summary>Whether there is anything the agent should keep out of.</summary>
    public bool IsAsked => Keyword is not null || Alone;
}
