using Athera.Media;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>Decides about the files of messages: when they are fetched, what became of them, and when they are removed.</summary>
public static class Fetching
{
    /// <summary>Nothing is put off for longer at a time.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromHours(1);

    /// <summary>Begins what is due and not under way.</summary>
    public static void Begin(Draft draft, Circumstances now)
    {
        foreach (var duty in draft.State.MediaDuties)
        {
            if (!duty.UnderWay && draft.State.MayFetch && now.HasCome(duty.DueAt, LongestWait))
                draft.Raise(new MediaFetchBegun(duty.Message, duty.Index, duty.Try + 1, now.Now + now.Patience.Fetch, now.Silo));
        }
        foreach (var removal in draft.State.MediaRemovals)
        {
            if (!removal.UnderWay && now.HasCome(removal.DueAt, now.Patience.Fetch))
                draft.Raise(new MediaRemovalBegun(removal.Message, now.Now + now.Patience.Fetch, now.Silo));
        }
    }

    /// <summary>Gives up on what nobody does any more; it is begun again in the same decision.</summary>
    public static void Lose(Draft draft, Circumstances now)
    {
        foreach (var duty in draft.State.MediaDuties)
        {
            if (duty.UnderWay && IsLost(duty.DueAt, duty.Silo, now))
                draft.Raise(new MediaFetchPutOff(duty.Message, duty.Index, duty.Try, now.Now));
        }
        foreach (var removal in draft.State.MediaRemovals)
        {
            if (removal.UnderWay && IsLost(removal.DueAt, removal.Silo, now))
                draft.Raise(new MediaRemovalBegun(removal.Message, now.Now + now.Patience.Fetch, now.Silo));
        }
    }

    /// <summary>Of a message just taken in: settles those files as failed that there was no room for.</summary>
    public static void RefuseBacklog(Draft draft, MessageContent content)
    {
        var message = draft.State.Sequence;
        for (var i = 0; i < content.Media.Count; i++)
        {
            if (content.Media[i].Blob is null && !draft.State.MediaDuties.Any(d => d.Message == message && d.Index == i))
                draft.Raise(new MediaSettled(message, i, MediaState.Failed, Fault: new Fault(MediaFaults.Backlog)));
        }
    }

    private static bool IsWaitedFor(Conversation state, MediaReport report) =>
        Find(state, report.Message.Sequence, report.Index) is { UnderWay: true } duty && duty.Try == report.Try;

    /// <summary>Takes in what a try came to. A report nobody waits for leaves no event.</summary>
    public static Draft Settle(Conversation state, MediaReport report, Circumstances now)
    {
        var draft = new Draft(state);
        if (!IsWaitedFor(state, report))
            return draft;
        var message = report.Message.Sequence;
        return draft.Raise(report.State switch
        {
            MediaState.Stored => new MediaSettled(
                message, report.Index, MediaState.Stored, report.ContentType, report.Bytes, report.Blob, report.HasThumbnail),
            MediaState.Pending => new MediaFetchPutOff(
                message, report.Index, report.Try, now.Now + Shorter(report.RetryAfter, LongestWait), report.Fault, report.NotCalled),
            _ => new MediaSettled(message, report.Index, MediaState.Failed, Fault: report.Fault),
        }).Proceed(now);
    }

    /// <summary>Why a file cannot be tried again, or <see langword="null"/>.</summary>
    public static Refusal? CheckRetry(Conversation state, long message, int index, MessageAftermath known) =>
        known.DeletedAt is not null ? new Refusal(RefusalKind.Conflict, "message_deleted", "The message was taken back by its author.")
        : Find(state, message, index) is not null ? null
        : known.Media?.FirstOrDefault(m => m.Index == index) is { State: MediaState.Failed } ? null
        : new Refusal(RefusalKind.Conflict, "not_failed", "The file is there already.");

    /// <summary>Has a file tried again. One that waits for its next try need not wait any longer.</summary>
    public static Draft Retry(Conversation state, long message, int index, MediaPart part, string user, Circumstances now)
    {
        var draft = new Draft(state);
        return Find(state, message, index) switch
        {
            { UnderWay: true } => draft,
            { } duty => draft.Raise(new MediaFetchPutOff(message, index, duty.Try, now.Now)).Proceed(now),
            null => draft.Raise(new MediaRetried(message, index, part, now.Now, user)).Proceed(now),
        };
    }

    /// <summary>Takes in that files are gone.</summary>
    public static Draft Remove(Conversation state, long message, Circumstances now)
    {
        var draft = new Draft(state);
        return state.MediaRemovals.Any(r => r.Message == message && r.UnderWay) ? draft.Raise(new MediaRemoved(message)).Proceed(now) : draft;
    }

    private static bool IsLost(DateTimeOffset deadline, OpaqueId silo, Circumstances now) =>
        now.HasCome(deadline, now.Patience.Fetch) || !now.IsAlive(silo);

    private static MediaDuty? Find(Conversation state, long message, int index) =>
        state.MediaDuties.FirstOrDefault(d => d.Message == message && d.Index == index);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
