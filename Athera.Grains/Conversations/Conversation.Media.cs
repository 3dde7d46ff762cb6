using System.Collections.Immutable;
using Athera.Messages;

namespace Athera.Conversations;

// The files a conversation owes: to fetch, and to remove.
public sealed partial record Conversation
{
    /// <summary>Files that wait to be fetched, at most; of more than that, each is settled as failed and may be tried again.</summary>
    public const int MaxMediaDuties = 100;

    /// <summary>Files fetched at once for one conversation; the others wait for these.</summary>
    public const int MaxFetches = 4;

    /// <summary>Files to be fetched, in the order of their messages.</summary>
    public ImmutableArray<MediaDuty> MediaDuties { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Messages whose files are to be removed.</summary>
    public ImmutableArray<MediaRemoval> MediaRemovals { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether another file may be begun.</summary>
    public bool MayFetch => MediaDuties.Count(d => d.UnderWay) < MaxFetches;

    /// <summary>When something has to be done about files next.</summary>
    private DateTimeOffset? NextMediaDue
    {
        get
        {
            DateTimeOffset? due = null;
            var mayFetch = MayFetch;
            foreach (var duty in MediaDuties)
            {
                if (duty.UnderWay || mayFetch)
                    due = Earlier(due, duty.DueAt);
            }
            foreach (var removal in MediaRemovals)
                due = Earlier(due, removal.DueAt);
            return due;
        }
    }

    private Conversation Attend(ConversationEvent? @event) => @event switch
    {
        MessageReceived { Content.Media.Count: > 0 } e => Owe(e.Content, e.ReceivedAt),
        MessageEchoed { Content.Media.Count: > 0 } e => Owe(e.Content, e.ReceivedAt),
        MediaRetried e => this with { MediaDuties = MediaDuties.Add(new MediaDuty(e.Message, e.Index, e.Part, e.At, 0, false, e.At, default)) },
        MediaFetchBegun e => Change(e.Message, e.Index, d => d with { Try = e.Try, UnderWay = true, DueAt = e.Deadline, Silo = e.Silo }),
        MediaFetchPutOff e => Change(
            e.Message, e.Index, d => d with { Try = e.NotCalled ? e.Try - 1 : e.Try, UnderWay = false, DueAt = e.NextAt, Silo = default }),
        MediaSettled e => this with { MediaDuties = MediaDuties.RemoveAll(d => d.Message == e.Message && d.Index == e.Index) },
        MessageDeleted e => Disown(e),
        MediaRemovalBegun e => this with
        {
            MediaRemovals = Replaced(
                MediaRemovals, r => r.Message == e.Message, r => r with { DueAt = e.Deadline, Silo = e.Silo, UnderWay = true }),
        },
        MediaRemoved e => Removed(e.Message),
        _ => this,
    };

    // What was uploaded is here already.
    private Conversation Owe(MessageContent content, DateTimeOffset at)
    {
        var duties = MediaDuties;
        for (var i = 0; i < content.Media.Count && duties.Length < MaxMediaDuties; i++)
        {
            if (content.Media[i].Blob is null)
                duties = duties.Add(new MediaDuty(Sequence, i, content.Media[i], at, 0, false, at, default));
        }
        return this with { MediaDuties = duties };
    }

    private Conversation Change(long message, int index, Func<MediaDuty, MediaDuty> change) =>
        this with { MediaDuties = Replaced(MediaDuties, d => d.Message == message && d.Index == index, change) };

    // A file that is being fetched may be stored after the others were removed; so the removal is repeated when nobody fetches any more.
    private Conversation Disown(MessageDeleted e)
    {
        var fetching = MediaDuties.Where(d => d.Message == e.Message && d.UnderWay).ToImmutableArray();
        var blobs = e.Blobs ?? [];
        var next = this with { MediaDuties = MediaDuties.RemoveAll(d => d.Message == e.Message) };
        return blobs.Count == 0 && fetching.IsEmpty ? next : next with
        {
            MediaRemovals = MediaRemovals.Add(new MediaRemoval(
                e.Message, [.. blobs], [.. fetching.Select(d => d.Index)], DateTimeOffset.MinValue, false, default,
                fetching.IsEmpty ? null : fetching.Max(d => d.DueAt))),
        };
    }

    private Conversation Removed(long message)
    {
        if (MediaRemovals.FirstOrDefault(r => r.Message == message) is not { } removal)
            return this;
        return this with
        {
            MediaRemovals = removal.AgainAt is { } again
                ? MediaRemovals.Replace(removal, removal with { UnderWay = false, DueAt = again, AgainAt = null, Silo = default })
                : MediaRemovals.Remove(removal),
        };
    }
}

/// <summary>A file to be fetched.</summary>
/// <param name="Message">The message.</param>
/// <param name="Index">The file's place in it, from 0.</param>
/// <param name="Part">How the provider named it.</param>
/// <param name="Since">When it came, or was asked for again: the provider does not keep it for ever.</param>
/// <param name="Try">The tries begun.</param>
/// <param name="UnderWay">It is being fetched.</param>
/// <param name="DueAt">Waiting: not before. Under way: given up after.</param>
/// <param name="Silo">Under way: the silo that fetches it.</param>
public sealed record MediaDuty(
    long Message, int Index, MediaPart Part, DateTimeOffset Since, int Try, bool UnderWay, DateTimeOffset DueAt, OpaqueId Silo)
{
    /// <summary>Says which only.</summary>
    public override string ToString() => $"MediaDuty({Message}, {Index}, {Try})";
}

/// <summary>Files to be removed.</summary>
/// <param name="Message">The message that was taken back.</param>
/// <param name="Blobs">Those that were stored.</param>
/// <param name="Fetching">Places of those that were being fetched, and may have been stored since.</param>
/// <param name="DueAt">Waiting: not before. Under way: begun again after.</param>
/// <param name="UnderWay">It is being done.</param>
/// <param name="Silo">Under way: the silo that does it.</param>
/// <param name="AgainAt">When it has to be done once more.</param>
public sealed record MediaRemoval(
    long Message, ImmutableArray<string> Blobs, ImmutableArray<int> Fetching, DateTimeOffset DueAt, bool UnderWay, OpaqueId Silo,
    DateTimeOffset? AgainAt);
