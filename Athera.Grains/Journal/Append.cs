namespace Athera.Journal;

/// <summary>
/// What one decision writes, all of it or nothing: events with the sequences they expect to follow, the claims they hold, and
/// the rows that readers see. It is the only durable write Athera makes for a decision.
/// </summary>
public sealed record Append
{
    /// <summary>The tenant whose feed the events join. Every stream of an append belongs to this tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The streams written to; each at most once.</summary>
    public required IReadOnlyList<StreamAppend> Streams { get; init; }

    /// <summary>Keys this append takes. If anybody holds one already, nothing of the append is committed.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Keys given up, free for others from this commit on.</summary>
    public IReadOnlyList<ClaimKey> Releases { get; init; } = [];

    /// <summary>Folded state to replace what was stored for these streams.</summary>
    public IReadOnlyList<Snapshot> Snapshots { get; init; } = [];

    /// <summary>The conversation's line in the inbox list, if it changes.</summary>
    public ConversationRow? Conversation { get; init; }

    /// <summary>The entity's line in the lists of its kind, if it changes. It needs a snapshot, and an event of the entity beside it.</summary>
    public EntityRow? Entity { get; init; }

    /// <summary>What is now true of messages already recorded: their delivery state, their provider's id.</summary>
    public IReadOnlyList<MessageOverlay> Overlays { get; init; } = [];

    /// <summary>
    /// Recorded events whose payload is replaced, since a person took back what it holds. Their place, kind and times stay; it is the
    /// one exception to a journal that only grows.
    /// </summary>
    public IReadOnlyList<Redaction> Redactions { get; init; } = [];

    /// <summary>When the stream's owner has to act next, if that changes.</summary>
    public Wake? Wake { get; init; }

    /// <summary>What this append was decided on together with, if appends before it may still be under way.</summary>
    public AppendChain? Chain { get; init; }
}

/// <summary>
/// Appends of one stream, each decided on the state the one before would lead to. When one is refused, those behind it rest on what
/// never happened, and the sequence they expect does not show it: another silo's event may stand where the refused one was to be.
/// </summary>
public sealed class AppendChain
{
    private volatile bool _broken;

    /// <summary>One of them was not committed, as far as anybody knows; those behind it are conflicts.</summary>
    public bool IsBroken => _broken;

    /// <summary>Breaks it, for good: whoever decides again begins another.</summary>
    public void Break() => _broken = true;
}

/// <summary>Events for one stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Category">What it is the history of.</param>
/// <param name="ExpectedSequence">The sequence of the last event the decision knew; 0 for a stream that does not exist yet.</param>
/// <param name="Events">At least one event; they get the sequences that follow.</param>
public sealed record StreamAppend(
    OpaqueId Stream, StreamCategory Category, long ExpectedSequence, IReadOnlyList<EventData> Events);

/// <summary>One event, sealed.</summary>
/// <param name="Kind">Stable name such as <c>message.received</c>; it is stored, at most 64 ASCII characters.</param>
/// <param name="OccurredAt">When it happened by the clock of the deciding silo.</param>
/// <param name="Payload">Ciphertext. The journal never sees what is inside.</param>
public sealed record EventData(string Kind, DateTimeOffset OccurredAt, ReadOnlyMemory<byte> Payload);

/// <summary>A key and the event that holds it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Stream">The stream of the event.</param>
/// <param name="Sequence">The sequence of the event.</param>
public sealed record Claim(ClaimKey Key, OpaqueId Stream, long Sequence);

/// <summary>Folded state of a stream, so that loading does not start at the first event; also what lists of slow things read.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Category">What it is the history of.</param>
/// <param name="Sequence">The last event folded in.</param>
/// <param name="Version">The form of the payload; a reader that does not know it folds the events instead.</param>
/// <param name="Payload">Ciphertext, or <see langword="null"/> to remove the snapshot and with it the thing from lists.</param>
public sealed record Snapshot(
    OpaqueId Stream, StreamCategory Category, long Sequence, int Version, ReadOnlyMemory<byte>? Payload);

/// <summary>The latest truth about a recorded message, kept beside the journal so that a page of a transcript is one range read.</summary>
/// <param name="Stream">The conversation.</param>
/// <param name="Sequence">The message.</param>
/// <param name="Payload">Ciphertext.</param>
public sealed record MessageOverlay(OpaqueId Stream, long Sequence, ReadOnlyMemory<byte> Payload);

/// <summary>A recorded event with less in it. One that does not exist, or is another tenant's, is passed over.</summary>
/// <param name="Stream">The stream of the event.</param>
/// <param name="Sequence">The event.</param>
/// <param name="Payload">Ciphertext of what is left.</param>
public sealed record Redaction(OpaqueId Stream, long Sequence, ReadOnlyMemory<byte> Payload);

/// <summary>
/// The stream owes something at a time: a turn, a send, a check. The row says only whom to call and when; what is owed is in the
/// events, so a lost or repeated call does no harm.
/// </summary>
/// <param name="Stream">The stream whose owner to call.</param>
/// <param name="Category">Which kind of grain owns it.</param>
/// <param name="DueAt">When, or <see langword="null"/>: nothing is owed any more.</param>
public sealed record Wake(OpaqueId Stream, StreamCategory Category, DateTimeOffset? DueAt);
