using System.Collections.Immutable;
using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations;

// How each event changes the state. Nothing here reads a clock or draws an id, so a replay gives the same state every time.
public sealed partial record Conversation
{
    /// <summary>The state after one more event; <see langword="null"/> stands for an event this build does not know.</summary>
    public Conversation Apply(ConversationEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        next = @event switch
        {
            ConversationOpened e => next with
            {
                Contact = e.Contact,
                Account = e.Account,
                Channel = e.Channel,
                Addresses = [.. e.Addresses],
                WindowSeconds = e.WindowSeconds,
            },
            AddressLearned e => next with { Addresses = Addresses.Add(e.Address) },
            MessageReceived e => next.Apply(e),
            TurnStarted e => next with
            {
                Turn = new RunningTurn(next.Sequence, [.. e.Messages], e.Deadline, e.Try, e.Silo) { Agent = e.Agent, Version = e.Version },
                Unanswered = Unanswered.RemoveRange(e.Messages),
                LostTries = 0,
            },
            TurnEnded e => next.Apply(e),
            MessageQueued e => next.Apply(e),
            SendAttempted e => next.Move(e.Message, MessageState.Attempting, e.Attempt, e.Deadline, e.Silo)
                .Follow(e.Message, d => d with { AttemptedAt = e.At }),
            SendSettled e => next.Apply(e),
            EvidenceSought e => next.Ask(e.Message, e.Deadline, e.Silo, e.Question, e.Until),
            EvidenceMissed e => next.Ask(e.Message, e.NextAt, OpaqueId.None, e.Question, null),
            ReceiptRecorded e => next.Remove(e.Message).Amend(e, e.Message).Answer(e.Message),
            ResponderChanged { Responder: Responder.Agent } => next with { Responder = Responder.Agent, LeftToPeople = false },
            ResponderChanged e => next with
            {
                Responder = e.Responder,
                LeftToPeople = e.Reason == Responding.NoAgent,
                Unanswered = [],
                AnswerAt = null,
                LostTries = 0,
            },
            ConversationAssigned e => next with { Assignee = e.Assignee, Team = e.Team },
            StatusChanged { Status: ConversationStatus.Resolved } => next with
            {
                Status = ConversationStatus.Resolved,
                SnoozedUntil = null,
                Unread = 0,
                AnsweredThrough = next.Sequence,
                WaitingSince = null,
                Unanswered = [],
                AnswerAt = null,
                LostTries = 0,
            },
            StatusChanged e => next with { Status = e.Status, SnoozedUntil = e.Until },
            LabelsSet e => next with { Labels = [.. e.Labels] },
            _ => next.ApplyNotice(@event),
        };
        return next.Heed(@event).Pace(@event).Offer(@event).Attend(@event).Collect(@event).Step(@event).Doubt(@event);
    }

    private Conversation Apply(MessageReceived e)
    {
        var heard = e.SentAt ?? e.ReceivedAt;
        return this with
        {
            Suspicion = Suspicion.Heard(Last, e),
            Unread = Unread + 1,
            WaitingSince = WaitingSince ?? e.ReceivedAt,
            LastHeardAt = LastHeardAt > heard ? LastHeardAt : heard,
            RecentExternalIds = Newest(RecentExternalIds, e.ExternalId, Remembered),
            Tail = Newest(Tail, Line.Of(Sequence, AuthorKind.Contact, e.Content), TailLength),
            Last = new LastMessage(
                Sequence, MessageDirection.In, e.Content.Kind, new Author(AuthorKind.Contact, Contact.ToString()),
                TextLimit.Shorten(e.Content.Text, LastMessage.MaxText), e.ReceivedAt),
            Unanswered = e.ForAgent ? Newest(Unanswered, Sequence, MaxUnanswered) : Unanswered,
            AnswerAt = e.ForAgent ? e.AnswerAt : AnswerAt,
            Entry = e.EntryClosesAt is { } closes && !(Entry?.At > heard) ? new EntryPoint(heard, closes) : Entry,
        };
    }

    private Conversation Apply(TurnEnded e) => e.Ending is TurnEnding.Overtaken or TurnEnding.Lost && Turn is { } turn
        ? this with
        {
            Turn = null,
            Unanswered = [.. turn.Messages.Concat(Unanswered).TakeLast(MaxUnanswered)],
            AnswerAt = e.AnswerAt,
            LostTries = e.Ending == TurnEnding.Lost ? turn.Try : 0,
            Loose = LetLoose(turn),
        }
        : this with { Turn = null, Loose = LetLoose(Turn), Suspicion = e.Ending == TurnEnding.Replied ? Suspicion.Answered() : Suspicion };

    private Conversation Apply(MessageQueued e) =>
        (this with
        {
            Outbox = Outbox.Add(new Outgoing(
                Sequence, e.Content, MessageState.Queued, 0, e.QueuedAt, OpaqueId.None, By: e.Author.Kind, QueuedAt: e.QueuedAt,
                ReplyTo: e.ReplyTo, Notice: e.Notice)),
            Disclosed = Disclosed || e.Discloses,
        })
        .Spoken(new MessageAftermath { Message = Sequence, State = MessageState.Queued }, e.Content, e.Author, e.QueuedAt)
        .Nobody();

    // A message to the contact, whoever wrote it.
    private Conversation Spoken(MessageAftermath delivery, MessageContent content, Author author, DateTimeOffset at)
    {
        var deliveries = Deliveries.Add(delivery);
        while (deliveries.Length > Followed && !Outbox.Any(o => o.Message == deliveries[0].Message))
            deliveries = deliveries.RemoveAt(0);
        return this with
        {
            Deliveries = deliveries,
            Tail = Newest(Tail, Line.Of(Sequence, author.Kind, content), TailLength),
            Last = new LastMessage(Sequence, MessageDirection.Out, content.Kind, author, TextLimit.Shorten(content.Text, LastMessage.MaxText), at),
        };
    }

    // Nobody waits any more.
    private Conversation Nobody() => this with { Unread = 0, AnsweredThrough = Sequence, WaitingSince = null };

    private Conversation Apply(SendSettled e) => e.Result switch
    {
        SendResult.Accepted =>
            Remove(e.Message).Follow(e.Message, d => d.With(MessageState.Sent, null, e.ExternalId, null)).Answer(e.Message),
        SendResult.Refused =>
            Remove(e.Message).Follow(e.Message, d => d.With(MessageState.Failed, null, null, e.Fault)),
        SendResult.Deferred => Counted(e).Move(
            e.Message, MessageState.Queued, e.Attempt, e.NextAt ?? default, OpaqueId.None, e.Fault is { } fault && Faults.HoldsQueue(fault.Code)),
        _ => Counted(e).Move(e.Message, MessageState.Unknown, e.Attempt, e.NextAt ?? default, OpaqueId.None),
    };

    // An attempt whose outcome was unknown counts as a call until it is heard that none was made.
    private Conversation Counted(SendSettled e)
    {
        if (Outbox.IsEmpty || Outbox[0] is not { } head || head.Message != e.Message)
            return this;
        var change = head.State == MessageState.Attempting && !e.NotCalled ? 1
            : head.State == MessageState.Unknown && e.NotCalled ? -1
            : 0;
        return change == 0 ? this : this with { Outbox = Outbox.SetItem(0, head with { Calls = head.Calls + change }) };
    }

    private Conversation Move(long message, MessageState state, int attempt, DateTimeOffset dueAt, OpaqueId silo, bool held = false)
    {
        if (Outbox.IsEmpty || Outbox[0].Message != message)
            return this;
        var moved = Outbox[0] with
        {
            State = state, Attempt = attempt, DueAt = dueAt, Silo = silo, Question = 0, AskUntil = null, Held = held,
        };
        return (this with { Outbox = Outbox.SetItem(0, moved) }).Follow(message, d => d.Moved(state));
    }

    private Conversation Ask(long message, DateTimeOffset dueAt, OpaqueId silo, int question, DateTimeOffset? until) =>
        Outbox.IsEmpty || Outbox[0] is not { State: MessageState.Unknown } head || head.Message != message
            ? this
            : this with
            {
                Outbox = Outbox.SetItem(
                    0, head with { DueAt = dueAt, Silo = silo, Question = question, AskUntil = until ?? head.AskUntil }),
            };

    private Conversation Remove(long message) =>
        Outbox.Any(o => o.Message == message) ? this with { Outbox = Outbox.RemoveAll(o => o.Message == message) } : this;

    private Conversation Follow(long message, Func<MessageAftermath, MessageAftermath> change)
    {
        for (var i = 0; i < Deliveries.Length; i++)
        {
            if (Deliveries[i].Message == message)
                return this with { Deliveries = Deliveries.SetItem(i, change(Deliveries[i])) };
        }
        return this;
    }

    private static ImmutableArray<T> Newest<T>(ImmutableArray<T> items, T item, int limit) =>
        items.Length < limit ? items.Add(item) : [.. items[(items.Length - limit + 1)..], item];
}
