using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>
/// Decides about a send whose outcome nobody heard. Receipts have their time first. Then the provider's list is asked, where there is
/// one: what is on it was sent, what is not on it is sent again, and while it cannot be read nothing is sent, for the list would show
/// what a second sending only doubles. After <see cref="Patience.Inquiry"/> without an answer a person has to look.
/// </summary>
public static class Evidence
{
    /// <summary>A clock that is set forward must not take all the time there was to ask.</summary>
    private const int LeastQuestions = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5), LongestPause = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<long, Recalled> NothingOlder = [];

    /// <summary>Goes on with a send of unknown outcome, if it is time.</summary>
    public static void Pursue(Draft draft, Outgoing head, Circumstances now)
    {
        if (head.Silo != OpaqueId.None)
        {
            if (now.HasCome(head.DueAt, now.Patience.Question) || !now.IsAlive(head.Silo))
                Next(draft, head, now);
        }
        else if (head.DueAt <= now.Now || (head.Question > 0 && now.HasCome(head.DueAt, LongestPause)))
        {
            Next(draft, head, now);
        }
        else if (now.HasCome(head.DueAt, now.Patience.Evidence))
        {
            // How much of its time the provider has had, this clock cannot tell: it gets all of it again.
            draft.Raise(new SendSettled(
                head.Message, head.Attempt, SendResult.Unknown, NextAt: now.Now + now.Patience.Evidence));
        }
    }

    /// <summary>Takes in what the provider's list said. An answer that nobody waits for any more leaves no event.</summary>
    /// <param name="state">The conversation.</param>
    /// <param name="report">The answer.</param>
    /// <param name="others">Provider ids found that the database holds for other messages.</param>
    /// <param name="now">The circumstances.</param>
    public static Draft Weigh(Conversation state, EvidenceReport report, IReadOnlySet<string> others, Circumstances now)
    {
        var draft = new Draft(state);
        var head = state.Outbox.FirstOrDefault(o => o.Message == report.Message.Sequence);
        if (head is not { State: MessageState.Unknown } || head.Attempt != report.Attempt)
            return draft;
        if (report.Evidence.Copies.FirstOrDefault(copy => IsOurs(state, head, copy, others)) is { } found)
            return Find(draft, head, found, now);
        // What an earlier question did not find may have come since.
        if (head.Question != report.Question || head.Silo == OpaqueId.None)
            return draft;
        if (report.Evidence.Fault is { } fault)
            return draft.Raise(new EvidenceMissed(head.Message, head.Attempt, head.Question, now.Now + Pause(head), fault));
        return SendAgain(draft, head, now).Proceed(now);
    }

    private static void Next(Draft draft, Outgoing head, Circumstances now)
    {
        if (!now.ListsSent)
        {
            // The provider has had its time to report and has not: it never took the message.
            SendAgain(draft, head, now);
        }
        else if (head.Question >= LeastQuestions && head.AskUntil is { } until && now.HasCome(until, now.Patience.Inquiry))
        {
            draft.Raise(new SendSettled(head.Message, head.Attempt, SendResult.Refused, Fault: new Fault(Faults.OutcomeUnknown)));
        }
        else
        {
            draft.Raise(new EvidenceSought(
                head.Message, head.Attempt, head.Question + 1, now.Now + now.Patience.Question,
                head.AskUntil ?? now.Now + now.Patience.Inquiry, now.Silo));
        }
    }

    private static bool IsOurs(Conversation state, Outgoing head, SentCopy copy, IReadOnlySet<string> others) =>
        !others.Contains(copy.ExternalId)
        && !state.Deliveries.Any(d => d.Message != head.Message && d.ExternalId == copy.ExternalId);

    private static Draft Find(Draft draft, Outgoing head, SentCopy found, Circumstances now)
    {
        draft.Raise(new SendSettled(head.Message, head.Attempt, SendResult.Accepted, found.ExternalId));
        if (found.State is { } state)
        {
            var receipt = new DeliveryReceipt { ExternalId = found.ExternalId, State = state, Fault = found.Fault };
            foreach (var told in Sending.Report(draft.State, [(head.Message, receipt)], NothingOlder, now).Events)
                draft.Raise(told);
        }
        return draft.Proceed(now);
    }

    private static Draft SendAgain(Draft draft, Outgoing head, Circumstances now) => draft.Raise(head.Calls < now.Patience.Attempts
        ? new SendSettled(head.Message, head.Attempt, SendResult.Deferred, NextAt: now.Now)
        : new SendSettled(head.Message, head.Attempt, SendResult.Refused, Fault: new Fault(Faults.AttemptsExhausted)));

    private static TimeSpan Pause(Outgoing head)
    {
        var pause = FirstPause * (1 << Math.Min(head.Question - 1, 6));
        return pause < LongestPause ? pause : LongestPause;
    }
}
