using Athera.Mutants.Runs;
using Athera.Mutants.Sources;

namespace Athera.Mutants.Catalog;

/// <summary>What keeps a message from being sent twice, out of order or never.</summary>
internal static class SendingMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("blind-resend", "nothing is sent again before its provider had time to report", FaultRun.Kills,
            new SourceEdit("Athera.Grains/Conversations/Obligations.cs",
                """
                !now.IsAlive(head.Silo)))
                            draft.Raise(new SendSettled(head.Message, head.Attempt, SendResult.Unknown, NextAt: now.Now + now.Patience.Evidence));
                """,
                """
                !now.IsAlive(head.Silo)))
                            draft.Raise(new SendSettled(head.Message, head.Attempt, SendResult.Deferred, NextAt: now.Now));
                """)),

        new("cut-off-call-resent", "a call without an answer may have been heard", FaultRun.Providers,
            new SourceEdit("Athera.Grains/Conversations/Sending.cs",
                "new(head.Message, head.Attempt, SendResult.Unknown, Fault: outcome.Fault, NextAt: now.Now + now.Patience.Evidence)",
                "new(head.Message, head.Attempt, SendResult.Deferred, Fault: outcome.Fault, NextAt: now.Now)")),

        new("call-before-record", "an attempt is on record before the call", FaultRun.Database,
            new SourceEdit("Athera.Grains/Conversations/ConversationGrain.Storing.cs",
                "if (events[0] is ConversationOpened { BearsContact: true } opened)",
                """
                foreach (var attempt in events.OfType<SendAttempted>())
                            Dispatch(after, attempt);
                        if (events[0] is ConversationOpened { BearsContact: true } opened)
                """),
            new SourceEdit("Athera.Grains/Conversations/ConversationGrain.Following.cs",
                """
                else if (@event is SendAttempted attempt)
                                Dispatch(commit.After, attempt);
                """,
                "")),

        new("two-sends-at-once", "one send of a conversation is under way", FaultRun.Providers,
            new SourceEdit("Athera.Grains/Conversations/SendingRules/OutboxGate.cs",
                "while (!draft.State.Outbox.IsEmpty && draft.State.Outbox[0] is { State: MessageState.Queued } head && IsDue(head, now))",
                "while (draft.State.Outbox.FirstOrDefault(o => o.State == MessageState.Queued) is { } head && IsDue(head, now))"),
            new SourceEdit("Athera.Grains/Conversations/ConversationFold.cs",
                """
                if (Outbox.IsEmpty || Outbox[0].Message != message)
                            return this;
                        var moved = Outbox[0] with
                        {
                            State = state, Attempt = attempt, DueAt = dueAt, Silo = silo, Question = 0, AskUntil = null, Held = held,
                        };
                        return (this with { Outbox = Outbox.SetItem(0, moved) }).Follow(message, d => d.Moved(state));
                """,
                """
                if (Outbox.FirstOrDefault(o => o.Message == message) is not { } waiting)
                            return this;
                        var moved = waiting with { State = state, Attempt = attempt, DueAt = dueAt, Silo = silo };
                        return (this with { Outbox = Outbox.Replace(waiting, moved) }).Follow(message, d => d.Moved(state));
                """)),

        new("unknown-left-open", "an unknown outcome is decided in bounded time", FaultRun.Providers,
            new SourceEdit("Athera.Grains/Conversations/Evidence.cs",
                "new SendSettled(head.Message, head.Attempt, SendResult.Deferred, NextAt: now.Now)",
                "new SendSettled(head.Message, head.Attempt, SendResult.Unknown, NextAt: now.Now.AddHours(1))")),
    ];
}
