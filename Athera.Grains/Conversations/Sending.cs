using Athera.Channels;
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
    public static Refusal? Check(
        Conversation state, SendMessage command, Circumstances now, IReadOnlyList<OutgoingFile>? files = null) =>
        !state.Exists ? Refusal.NotFound
        : files is not { Count: > 0 } && string.IsNullOrWhiteSpace(command.Text) ? Refusal.Invalid("text", "is empty")
        : files?.Count > now.MaxFiles ? Refusal.Invalid("media", $"are more than the {now.MaxFiles} files a message of this channel carries")
        : command.Text.Length > now.MaxTextLength
            ? Refusal.Invalid("text", $"is longer than {now.MaxTextLength} characters")
        : command.ClientMessageId is not { Length: > 0 and <= 128 }
            ? Refusal.Invalid("clientMessageId", "must have 1 to 128 characters")
        : state.WindowClosesAt <= now.Now
            ? new Refusal(RefusalKind.Conflict, Faults.WindowClosed, "The contact wrote too long ago: only a template may be sent.")
        : state.Outbox.Length >= Conversation.MaxOutbox
            ? new Refusal(RefusalKind.Conflict, "outbox_full", "Too many messages of this conversation wait to be sent.")
        : null;

    /// <summary>Queues a person's message. Who writes answers from then on, so the agent falls silent.</summary>
    /// <param name="state">The conversation.</param>
    /// <param name="command">What is sent.</param>
    /// <param name="now">The circumstances.</param>
    /// <param name="files">The files of it, copied for the contact.</param>
    public static Draft Send(
        Conversation state, SendMessage command, Circumstances now, IReadOnlyList<OutgoingFile>? files = null)
    {
        files ??= [];
        var draft = new Draft(state).TakeOver("taken_over", command.User).Raise(new MessageQueued
        {
            Content = ContentOf(command, files),
            Author = new Author(AuthorKind.User, command.User),
            ClientMessageId = command.ClientMessageId,
            QueuedAt = now.Now,
        });
        var message = draft.State.Sequence;
        for (var i = 0; i < files.Count; i++)
        {
            draft.Raise(new MediaSettled(
                message, i, MediaState.Stored, files[i].Part.ContentType, files[i].Bytes, files[i].Part.Blob, files[i].HasThumbnail));
        }
        return draft.Proceed(now);
    }

    // The text goes along as the caption of the file.
    private static MessageContent ContentOf(SendMessage command, IReadOnlyList<OutgoingFile> files) => files.Count == 0
        ? MessageContent.OfText(command.Text)
        : new MessageContent
        {
            Kind = files[0].Part.Kind,
            Text = string.IsNullOrWhiteSpace(command.Text) ? null : command.Text,
            Media = [.. files.Select(f => f.Part)],
        };

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
        return draft.Raise(Settled(head, report.Outcome, now)).Identified(message, report.Outcome.ExternalId, now).Proceed(now);
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
        SendResult.Deferred when outcome.NotCalled || head.Calls + 1 < now.Patience.Attempts => new(
            head.Message, head.Attempt, SendResult.Deferred, Fault: outcome.Fault, NextAt: now.Now + Wait(head, outcome),
            NotCalled: outcome.NotCalled),
        SendResult.Unknown =>
            new(head.Message, head.Attempt, SendResult.Unknown, Fault: outcome.Fault, NextAt: now.Now + now.Patience.Evidence),
        _ => new(head.Message, head.Attempt, SendResult.Refused, Fault: outcome.Fault ?? new Fault(Faults.AttemptsExhausted)),
    };

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
