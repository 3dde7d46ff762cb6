using Athera.Channels;
using Athera.Conversations.SendingRules;
using Athera.Media.Uploading;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>Sends what people write, and takes in how calls to the provider ended and what it reports.</summary>
public static class Sending
{
    /// <summary>A refused-for-now message is not tried again faster than this, nor slower than the provider asks.</summary>
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);

    /// <summary>No message is put off for longer at a time, whatever a provider asks for.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromHours(1);

    /// <summary>Why a person's message cannot be sent, or <see langword="null"/>.</summary>
    public static Refusal? Check(Conversation state, SendMessage command, Circumstances now) =>
        !state.Exists ? Refusal.NotFound
        : Composing.Check(command, now) is { } wrong ? wrong
        : command.ClientMessageId is not { Length: > 0 and <= 128 }
            ? Refusal.Invalid("clientMessageId", "must have 1 to 128 characters")
        : RuleBook.Check(state, Composing.SendableOf(command, now), now) is { } forbidden ? forbidden
        : state.Outbox.Length + Composing.Of(command, now).Count > Conversation.MaxOutbox
            ? new Refusal(RefusalKind.Conflict, Faults.OutboxFull, RuleBook.Explain(Faults.OutboxFull, now))
        : null;

    /// <summary>
    /// Queues a person's message, as several where one does not carry it. Who writes answers from then on, so the agent falls silent.
    /// </summary>
    public static Draft Send(Conversation state, SendMessage command, Circumstances now)
    {
        var draft = new Draft(state).TakeOver("taken_over", command.User);
        var contents = Composing.Of(command, now);
        for (var i = 0; i < contents.Count; i++)
        {
            draft.Raise(new MessageQueued
            {
                Content = contents[i],
                Author = new Author(AuthorKind.User, command.User),
                ClientMessageId = i == 0 ? command.ClientMessageId : null,
                ReplyTo = i == 0 ? now.Quoted : null,
                QueuedAt = now.Now,
            });
        }
        return Carried(draft, now.Files).Proceed(now);
    }

    // The files are here before the message is: of each, its size and type are known from the start.
    private static Draft Carried(Draft draft, IReadOnlyList<OutgoingFile> files)
    {
        var message = draft.State.Sequence;
        for (var i = 0; i < files.Count; i++)
        {
            draft.Raise(new MediaSettled(
                message, i, MediaState.Stored, files[i].Part.ContentType, files[i].Bytes, files[i].Part.Blob, files[i].HasThumbnail));
        }
        return draft;
    }

    /// <summary>Takes in how a call ended. A report about an attempt that is over leaves no event.</summary>
    public static Draft Settle(Conversation state, SendReport report, Circumstances now)
    {
        var draft = new Draft(state);
        var message = report.Message.Sequence;
        var head = state.Outbox.FirstOrDefault(o => o.Message == message);
        if (head is null || head.Attempt != report.Attempt || head.State is not (MessageState.Attempting or MessageState.Unknown))
        {
            // An answer that nobody waits for any more still tells that the message was taken, and the id by which receipts find it.
            var known = state.Deliveries.FirstOrDefault(d => d.Message == message);
            return report.Outcome is { Result: SendResult.Accepted, ExternalId: { } id } && known is { ExternalId: null }
                ? draft.Raise(new SendSettled(
                    message, report.Attempt, SendResult.Accepted, id, Reached: Beyond(known, MessageState.Sent)))
                    .Identified(message, id, now).Proceed(now)
                : draft;
        }
        return draft.Raise(Settled(head, report.Outcome, now)).Believe(report.Outcome.Fault, now)
            .Identified(message, report.Outcome.ExternalId, now).Proceed(now);
    }

    /// <summary>Takes in receipts. What is no news leaves no event.</summary>
    /// <param name="state">The conversation.</param>
    /// <param name="receipts">Receipts by message.</param>
    /// <param name="older">What is stored of messages no longer followed.</param>
    /// <param name="now">The circumstances.</param>
    public static Draft Report(
        Conversation state, IReadOnlyList<(long Message, DeliveryReceipt Receipt)> receipts,
        IReadOnlyDictionary<long, Recalled> older, Circumstances now)
    {
        var draft = new Draft(state);
        var stored = older.Values.Where(r => r.Event is not MessageReceived).ToDictionary(r => r.Message, r => r.Aftermath);
        foreach (var (message, receipt) in receipts)
        {
            var known = draft.State.Deliveries.FirstOrDefault(d => d.Message == message) ?? stored.GetValueOrDefault(message);
            if (known is null || !known.IsNews(receipt.State))
                continue;
            var at = receipt.At ?? now.Now;
            stored[message] = known.With(receipt.State, at, receipt.ExternalId, receipt.Fault);
            draft.Raise(new ReceiptRecorded(
                message, receipt.ExternalId, receipt.State, at, receipt.Fault, Beyond(known, receipt.State)));
            if (receipt.State == MessageState.Failed)
                draft.Believe(receipt.Fault, now);
            if (known.ExternalId is null)
                draft.Identified(message, receipt.ExternalId, now);
        }
        return draft.Events.Count == 0 ? draft : draft.Proceed(now);
    }

    /// <summary>How far a message has come, if that is not what is told of it.</summary>
    internal static MessageState? Beyond(MessageAftermath known, MessageState told) =>
        known.With(told, null, null, null).State is var reached && reached != told ? reached : null;

    // What came about it before anybody knew whose id that is takes effect now.
    private static Draft Identified(this Draft draft, long message, string? externalId, Circumstances now)
    {
        if (externalId is null)
            return draft;
        draft.Unpark(externalId, now);
        draft.Soak(message, now);
        return draft;
    }

    private static SendSettled Settled(Outgoing head, SendOutcome outcome, Circumstances now) => outcome.Result switch
    {
        SendResult.Accepted => new(head.Message, head.Attempt, SendResult.Accepted, outcome.ExternalId),
        SendResult.Deferred when IsNoTry(outcome) || head.Calls + 1 < now.Patience.Attempts => new(
            head.Message, head.Attempt, SendResult.Deferred, Fault: outcome.Fault, NextAt: now.Now + Wait(head, outcome),
            NotCalled: IsNoTry(outcome)),
        SendResult.Unknown =>
            new(head.Message, head.Attempt, SendResult.Unknown, Fault: outcome.Fault, NextAt: now.Now + now.Patience.Evidence),
        _ => new(head.Message, head.Attempt, SendResult.Refused, Fault: outcome.Fault ?? new Fault(Faults.AttemptsExhausted)),
    };

    // What is refused because of the account says nothing about the message, which waits until somebody has seen to the account.
    private static bool IsNoTry(SendOutcome outcome) =>
        outcome.NotCalled || (outcome.Fault is { } fault && Faults.HoldsQueue(fault.Code));

    // A provider that will not send because the contact wants nothing knows it from the contact.
    private static Draft Believe(this Draft draft, Fault? fault, Circumstances now)
    {
        if (fault?.Code is Faults.OptedOut or Faults.MarketingOptedOut)
        {
            var scope = fault.Code == Faults.OptedOut ? ConsentScope.Everything : ConsentScope.Marketing;
            draft.TakeWord(scope, false, ConsentWays.Provider, now.Now);
        }
        return draft;
    }

    // Doubling from a second to about a minute, unless the provider asks for longer. Without a call there is nothing to be learned
    // from its failing.
    private static TimeSpan Wait(Outgoing head, SendOutcome outcome)
    {
        var wait = outcome.NotCalled ? LeastWait : LeastWait * (1 << Math.Min(head.Calls, 6));
        if (outcome.RetryAfter > wait)
            wait = outcome.RetryAfter.Value;
        return wait < LongestWait ? wait : LongestWait;
    }
}
