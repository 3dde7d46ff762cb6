using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations.SendingRules;

/// <summary>What stands between the outbox and an attempt.</summary>
internal static class OutboxGate
{
    /// <summary>
    /// The message to be attempted now, if there is one. Those before it that may not be sent any more fail, each with its reason;
    /// one whose recipient is written to too fast waits.
    /// </summary>
    public static Outgoing? Admit(this Draft draft, Circumstances now)
    {
        while (!draft.State.Outbox.IsEmpty && draft.State.Outbox[0] is { State: MessageState.Queued } head && IsDue(head, now))
        {
            if (RuleBook.Forbids(draft.State, Sendable.Of(head), now) is { } fault)
            {
                draft.Raise(new SendSettled(head.Message, head.Attempt, SendResult.Refused, Fault: fault, NotCalled: true));
                continue;
            }
            if (PairPace.Wait(draft.State, now) is not { } until)
                return head;
            draft.Raise(new SendSettled(
                head.Message, head.Attempt, SendResult.Deferred, Fault: new Fault(Faults.RateLimited), NextAt: until, NotCalled: true));
            break;
        }
        return null;
    }

    // One that was never put off is due whatever the clock says now.
    private static bool IsDue(Outgoing head, Circumstances now) =>
        (head.Attempt == 0 && head.DueAt <= head.QueuedAt) || (head.Held && now.SendsAgain)
        || now.HasCome(head.DueAt, Sending.LongestWait);
}
