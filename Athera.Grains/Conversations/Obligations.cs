using Athera.Channels;
using Athera.Conversations.SendingRules;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>
/// What a conversation owes: answers, sends and files. Every decision ends here, so there is one place that begins any of them, and
/// a conversation with something due and nothing in its way always has it under way.
/// </summary>
public static class Obligations
{
    /// <summary>A profile's settle time is not longer.</summary>
    private static readonly TimeSpan LongestSettle = TimeSpan.FromSeconds(60);

    /// <summary>Begins what is due and not under way.</summary>
    public static Draft Proceed(this Draft draft, Circumstances now)
    {
        draft.ReleaseEchoes(now);
        var state = draft.State;
        if (state.Turn is null && AnswerIsDue(state, now))
        {
            // Without a settle time every message is answered for itself; with one, a burst is answered as a whole.
            var apart = now.Profile.SettleMs == 0 && state.Unanswered.Length < Conversation.MaxUnanswered;
            var messages = apart ? state.Unanswered[..1] : state.Unanswered;
            draft.Raise(new TurnStarted(
                now.Agent, messages, now.Now + now.Patience.Turn, state.LostTries + 1, now.Silo));
            // What could not be sent is not asked of a model.
            if (RuleBook.Forbids(draft.State, new Sendable(AuthorKind.Agent), now) is { } fault)
            {
                draft.Raise(new TurnEnded(draft.State.Turn!.Id, TurnEnding.Failed, fault.Code));
                draft.Raise(new ResponderChanged(Responder.Nobody, "turn_failed", null));
            }
        }
        if (draft.Admit(now) is { } head)
        {
            draft.Raise(new SendAttempted(head.Message, head.Attempt + 1, now.Now + now.Patience.Attempt, now.Silo, now.Now)
            {
                PaidAt = PairPace.Book(draft.State, now),
            });
        }
        draft.PassConsents(now);
        Fetching.Begin(draft, now);
        return draft;
    }

    /// <summary>
    /// Gives up on work that nobody does any more: begun on a silo that is gone, or out of time. Then begins what is due.
    /// </summary>
    public static Draft Wake(Conversation state, Circumstances now)
    {
        var draft = new Draft(state);
        if (state.Turn is { } turn && IsLost(turn, now))
            LoseTurn(draft, turn, now);
        if (!state.Outbox.IsEmpty)
            LoseSend(draft, state.Outbox[0], now);
        Fetching.Lose(draft, now);
        if (state.Status == ConversationStatus.Snoozed && state.SnoozedUntil <= now.Now)
            draft.Raise(new StatusChanged(ConversationStatus.Open, null, null));
        return draft.Proceed(now);
    }

    /// <summary>The account sends again: begins what waited for that.</summary>
    public static Draft Hasten(Conversation state, Circumstances now) => new Draft(state).Proceed(now with { SendsAgain = true });

    private static bool AnswerIsDue(Conversation state, Circumstances now) =>
        state.Responder == Responder.Agent && !state.Unanswered.IsEmpty && state.HasRoomForAnswer
        && state.AnswerAt is { } at && now.HasCome(at, LongestSettle);

    private static bool IsLost(RunningTurn turn, Circumstances now) =>
        now.HasCome(turn.Deadline, now.Patience.Turn) || !now.IsAlive(turn.Silo);

    private static void LoseTurn(Draft draft, RunningTurn turn, Circumstances now)
    {
        var tries = now.IsAlive(turn.Silo) ? now.Patience.TurnTries : now.Patience.TurnTriesWithLostSilos;
        if (turn.Try < tries)
        {
            draft.Raise(new TurnEnded(turn.Id, TurnEnding.Lost, AnswerAt: now.Now));
            return;
        }
        draft.Raise(new TurnEnded(turn.Id, TurnEnding.Failed, TurnFaults.Timeout));
        draft.Raise(new ResponderChanged(Responder.Nobody, "turn_failed", null));
    }

    private static void LoseSend(Draft draft, Outgoing head, Circumstances now)
    {
        if (head.State == MessageState.Attempting && (now.HasCome(head.DueAt, now.Patience.Attempt) || !now.IsAlive(head.Silo)))
            draft.Raise(new SendSettled(head.Message, head.Attempt, SendResult.Unknown, NextAt: now.Now + now.Patience.Evidence));
        else if (head.State == MessageState.Unknown)
            Evidence.Pursue(draft, head, now);
    }
}
