using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>
/// Takes in echoes: the provider tells of every message to the contact, Athera's own among them and often before the answer to the
/// call that sent it.
/// </summary>
public static class Echoing
{
    /// <summary>
    /// Takes in an echo. One of a message of Athera's is dropped, or is evidence that the provider took it; another becomes a message
    /// from outside, and the agent falls silent, since a person is answering.
    /// </summary>
    internal static void Echo(
        this Draft draft, EchoNotice echo, DateTimeOffset at, DateTimeOffset receivedAt, Recollection recollection, Circumstances now)
    {
        var state = draft.State;
        if (recollection.Messages.Contains(echo.ExternalId) || state.Deliveries.Any(d => d.ExternalId == echo.ExternalId))
            return;
        if (echo.Message is { } own)
        {
            if (state.Deliveries.FirstOrDefault(d => d.Message == own.Sequence) is { ExternalId: null } sent)
                draft.Prove(sent, echo.ExternalId, at, now);
            return;
        }
        if (state.CallUnderWay is not { } head)
            draft.Record(new ParkedNotice(ParkedKind.Echo, echo.ExternalId, echo.ExternalId, at, echo.Content), null, receivedAt, now);
        else if (IsSame(head.Content, echo.Content))
            draft.Prove(state.Deliveries.First(d => d.Message == head.Message), echo.ExternalId, at, now);
        // The provider may tell a message in another form than it was sent in. Which of the two it is, the answer to the call will tell.
        else if (!state.Parked.Any(p => p.Notice.NoticeId == echo.ExternalId))
            draft.Raise(new NoticeParked(new ParkedNotice(ParkedKind.Echo, echo.ExternalId, echo.ExternalId, at, echo.Content)));
    }

    /// <summary>Decides about echoes that waited for a call to end, once none is under way.</summary>
    internal static void ReleaseEchoes(this Draft draft, Circumstances now)
    {
        if (draft.State.CallUnderWay is not null)
            return;
        foreach (var (sequence, echo) in draft.State.Parked)
        {
            if (echo.Kind != ParkedKind.Echo)
                continue;
            if (draft.State.Deliveries.Any(d => d.ExternalId == echo.Target))
                draft.Raise(new NoticeDropped(echo.NoticeId));
            else
                draft.Record(echo, sequence, echo.At, now);
        }
    }

    private static void Prove(this Draft draft, MessageAftermath sent, string externalId, DateTimeOffset at, Circumstances now)
    {
        draft.Raise(new ReceiptRecorded(
            sent.Message, externalId, MessageState.Sent, at, null, Sending.Beyond(sent, MessageState.Sent)));
        draft.Unpark(externalId, now);
        draft.Soak(sent.Message, now);
    }

    private static void Record(
        this Draft draft, ParkedNotice echo, long? parked, DateTimeOffset receivedAt, Circumstances now)
    {
        var (externalId, at) = (echo.Target, echo.At);
        var content = echo.Content ?? new MessageContent { Kind = MessageKind.Unsupported };
        // The phone's whole history may come when an account is connected; what is as old as that says nothing of who answers now.
        if (now.Now - at <= TimeSpan.FromSeconds(now.Profile.AnswerWithinSeconds))
            draft.TakeOver("written_elsewhere", null);
        draft.Raise(new MessageEchoed
        {
            ExternalId = externalId,
            Content = draft.State.Parked.Any(p => p.Notice.Kind == ParkedKind.Deletion && p.Notice.Target == externalId)
                ? Wording.Emptied(content)
                : content,
            SentAt = at,
            ReceivedAt = receivedAt,
            Late = at < draft.State.LastHeardAt,
            Parked = parked,
        });
        var message = draft.State.Sequence;
        draft.Unpark(externalId, now);
        draft.Soak(message, now);
    }

    private static bool IsSame(MessageContent sent, MessageContent told) =>
        sent.Kind == told.Kind && sent.Text?.Trim() == told.Text?.Trim();
}
