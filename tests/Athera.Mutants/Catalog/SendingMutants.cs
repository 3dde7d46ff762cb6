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
                        {
                            draft.Raise(new SendSettled(head.Message, head.Attempt, SendResult.Unknown, NextAt: now.Now + evidence));
                """,
                """
                !now.IsAlive(head.Silo)))
                        {
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
            new SourceEdit("Athera.Grains/Conversations/Obligations.cs",
                """
                if (!state.Outbox.IsEmpty && state.Outbox[0] is { State: MessageState.Queued } head
                            && (head.Attempt == 0 || now.HasCome(head.DueAt, Sending.LongestWait)))
                """,
                """
                foreach (var head in state.Outbox.Where(o => o.State == MessageState.Queued
                            && (o.Attempt == 0 || now.HasCome(o.DueAt, Sending.LongestWait))))
                """),
            new SourceEdit("Athera.Grains/Conversations/ConversationFold.cs",
                """
                if (Outbox.IsEmpty || Outbox[0].Message != message)
                            return this;
                        var moved = Outbox[0] with { State = state, Attempt = attempt, DueAt = dueAt, Silo = silo };
                        return (this with { Outbox = Outbox.SetItem(0, moved) }).Follow(message, d => d.Moved(state));
                """,
                """
                if (Outbox.FirstOrDefault(o => o.Message == message) is not { } waiting)
                            return this;
                        var moved = waiting with { State = state, Attempt = attempt, DueAt = dueAt, Silo = silo };
                        return (this with { Outbox = Outbox.Replace(waiting, moved) }).Follow(message, d => d.Moved(state));
                """)),

        new("unknown-left-open", "an unknown outcome is decided in bounded time", FaultRun.Providers,
            new SourceEdit("Athera.Grains/Conversations/Obligations.cs",
                "new SendSettled(head.Message, head.Attempt, SendResult.Deferred, NextAt: now.Now)",
                "new SendSettled(head.Message, head.Attempt, SendResult.Unknown, NextAt: now.Now.AddHours(1))")),
    ];
}
