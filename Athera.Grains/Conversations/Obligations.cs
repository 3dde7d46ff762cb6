using System.Collections.Immutable;
using Athera.Channels;
using Athera.Conversations.SendingRules;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>
/// What a conversation owes: answers, sends, orders, tasks and files. Every decision ends here, so there is one place that begins any of them, and
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
        draft.FollowAccount(now);
        var state = draft.State;
        if (state.Turn is null && state.Responder == Responder.Agent && state.HasRoomForAnswer)
            BeginTurn(draft, now);
        if (draft.Admit(now) is { } head)
        {
            draft.Raise(new SendAttempted(head.Message, head.Attempt + 1, now.Now + now.Patience.Attempt, now.Silo, now.Now)
            {
                PaidAt = PairPace.Book(draft.State, now),
            });
        }
        draft.PassConsents(now);
        draft.PassCarts(now);
        draft.PassChecks(now);
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
        Failing.LoseLoose(draft, now);
        Approving.Expire(draft, now);
        if (state.Status == ConversationStatus.Snoozed && state.SnoozedUntil <= now.Now)
            draft.Raise(new StatusChanged(ConversationStatus.Open, null, null));
        return draft.Proceed(now);
    }

    /// <summary>The account sends again: begins what waited for that.</summary>
    public static Draft Hasten(Conversation state, Circumstances now) => new Draft(state).Proceed(now with { SendsAgain = true });

    private static void BeginTurn(Draft draft, Circumstances now)
    {
        var (state, given) = (draft.State, Continuing.Due(draft.State, now));
        if (given is null && !AnswerIsDue(state, now))
            return;
        var fault = Obstacle(state, now);
        if (given is not null)
            draft.Begin(fault is null ? given : given.Stopped(), now);
        else if (LoopWatch.IsLoop(state, now.Profile))
            draft.Raise(new ResponderChanged(Responder.Nobody, "loop", null));
        else
            draft.Raise(Continuing.Start(now, Next(state, now), state.LostTries + 1));
        // What could not be sent, or is not to be paid for, is not asked of a model.
        if (fault is not null && draft.State.Turn is { } turn)
            draft.Fail(new TurnEnded(turn.Id, TurnEnding.Failed, fault), now);
    }

    // Without a settle time every message is answered for itself; with one, a burst is answered as a whole.
    private static ImmutableArray<long> Next(Conversation state, Circumstances now) =>
        now.Profile.SettleMs == 0 && state.Unanswered.Length < Conversation.MaxUnanswered ? state.Unanswered[..1] : state.Unanswered;

    private static string? Obstacle(Conversation state, Circumstances now) =>
        RuleBook.Forbids(state, new Sendable(AuthorKind.Agent), now)?.Code
        ?? (TurnTally.After(state.Tally, now.Now).Count > now.Profile.Budgets.TurnsPerHour ? TurnFaults.OverTurns : null);

    private static bool AnswerIsDue(Conversation state, Circumstances now) =>
        !state.Unanswered.IsEmpty && state.AnswerAt is { } at && now.HasCome(at, LongestSettle);

    private static bool IsLost(RunningTurn turn, Circumstances now) =>
        now.HasCome(turn.Deadline, now.Patience.Turn) || !now.IsAlive(turn.Silo);

    private static void LoseTurn(Draft draft, RunningTurn turn, Circumstances now)
    {
        if (!turn.Steps.IsEmpty)
        {
            Continuing.Resume(draft, turn, now);
            return;
        }
        var tries = now.IsAlive(turn.Silo) ? now.Patience.TurnTries : now.Patience.TurnTriesWithLostSilos;
        if (turn.Try < tries)
        {
            draft.Raise(new TurnEnded(turn.Id, TurnEnding.Lost, AnswerAt: now.Now));
            return;
        }
        draft.Fail(new TurnEnded(turn.Id, TurnEnding.Failed, TurnFaults.Timeout), now);
    }

    private static void LoseSend(Draft draft, Outgoing head, Circumstances now)
    {
        if (head.State == MessageState.Attempting && (now.HasCome(head.DueAt, now.Patience.Attempt) || !now.IsAlive(head.Silo)))
            draft.Raise(new SendSettled(head.Message, head.Attempt, SendResult.Unknown, NextAt: now.Now + now.Patience.Evidence));
        else if (head.State == MessageState.Unknown)
            Evidence.Pursue(draft, head, now);
    }
}
