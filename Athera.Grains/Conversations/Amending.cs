using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>
/// Takes in what happens to a message after it was written: changes, removal, signs, what became of its files. What comes before its
/// message waits for it.
/// </summary>
public static class Amending
{
    /// <summary>Takes in what became of a file. One that is here already, or whose message was taken back, leaves no event.</summary>
    /// <param name="state">The conversation.</param>
    /// <param name="recalled">The message as the database has it.</param>
    /// <param name="settled">What became of the file.</param>
    public static Draft Settle(Conversation state, Recalled recalled, MediaSettled settled)
    {
        var draft = new Draft(state);
        var known = state.Deliveries.FirstOrDefault(d => d.Message == recalled.Message) ?? recalled.Aftermath;
        var outcome = known.Media?.FirstOrDefault(m => m.Index == settled.Index);
        var files = Wording.Of(recalled.Event)?.Media.Count ?? 0;
        return known.DeletedAt is not null || settled.Index < 0 || settled.Index >= files || outcome?.State == MediaState.Stored
            ? draft
            : draft.Raise(settled);
    }

    /// <summary>Takes in what a notice says about a message, or keeps it until the message comes.</summary>
    internal static void Amend(this Draft draft, ParkedNotice notice, Recollection recollection, Circumstances now)
    {
        if (draft.Find(notice.Target, recollection) is { } target)
            draft.Apply(target, notice, null, now);
        else if (!draft.State.Parked.Any(p => IsPointless(notice, p.Notice)))
            draft.Raise(new NoticeParked(notice));
    }

    /// <summary>Takes in what waited for a message, now that it is here.</summary>
    /// <param name="draft">The decision.</param>
    /// <param name="externalId">The provider's id of the message.</param>
    /// <param name="now">The circumstances.</param>
    internal static void Unpark(this Draft draft, string externalId, Circumstances now)
    {
        foreach (var waiting in draft.State.Parked)
        {
            if (waiting.Notice.Target != externalId || waiting.Notice.Kind == ParkedKind.Echo)
                continue;
            if (draft.Find(externalId, Recollection.Nothing) is { } target)
                draft.Apply(target, waiting.Notice, waiting.Sequence, now);
            if (draft.State.Parked.Contains(waiting))
                draft.Raise(new NoticeDropped(waiting.Notice.NoticeId));
        }
    }

    /// <summary>Whether what the message said is to be forgotten as soon as it comes.</summary>
    internal static bool IsTakenBack(this Conversation state, string externalId, ReceiveMessages command) =>
        state.Parked.Any(p => p.Notice.Kind == ParkedKind.Deletion && p.Notice.Target == externalId)
        || command.Notices.Any(n => n is DeletionNotice deletion && deletion.Target == externalId);

    private static void Apply(this Draft draft, Target target, ParkedNotice notice, long? parked, Circumstances now)
    {
        // Nothing is known any more of what a message said that was taken back, and nothing new is to be.
        if (target.Aftermath.DeletedAt is not null)
            return;
        switch (notice.Kind)
        {
            case ParkedKind.Edit when notice.Content is { } content:
                draft.Interrupt(target.Message, now);
                draft.Raise(new MessageEdited(
                    target.Message, notice.NoticeId, content, notice.At, parked, target.Aftermath.IsSuperseded(notice.At, notice.NoticeId)));
                break;
            case ParkedKind.Deletion:
                draft.Interrupt(target.Message, now);
                draft.Raise(new MessageDeleted(target.Message, notice.NoticeId, notice.At, target.Inbound, Blobs(target)));
                break;
            case ParkedKind.Reaction when target.Aftermath.IsNewest(AuthorKind.Contact, notice.At, notice.NoticeId):
                draft.Raise(new MessageReacted(
                    target.Message, notice.NoticeId, new Author(AuthorKind.Contact, draft.State.Contact.ToString()), notice.Emoji, notice.At));
                break;
            case ParkedKind.Watermark when notice.State is { } state:
                draft.MoveThrough(target.Message, state, notice.At, now);
                break;
        }
    }

    // An answer to what is no longer said is not wanted. What is left of its messages is answered anew.
    private static void Interrupt(this Draft draft, long message, Circumstances now)
    {
        if (draft.State.Turn is { } turn && turn.Messages.Contains(message))
            draft.Raise(new TurnEnded(turn.Id, TurnEnding.Overtaken, AnswerAt: now.Now.AddMilliseconds(now.Profile.SettleMs)));
    }

    private static List<string>? Blobs(Target target)
    {
        var blobs = (target.Aftermath.Media ?? []).Select(m => m.Blob)
            .Concat((target.Content?.Media ?? []).Select(m => m.Blob))
            .OfType<string>().Distinct().ToList();
        return blobs.Count == 0 ? null : blobs;
    }

    // Told twice, or about a message of which it is known that it is taken back.
    private static bool IsPointless(ParkedNotice notice, ParkedNotice waiting) =>
        waiting.NoticeId == notice.NoticeId
        || (waiting.Target == notice.Target && waiting.Kind == ParkedKind.Deletion && notice.Kind != ParkedKind.Watermark);
}
