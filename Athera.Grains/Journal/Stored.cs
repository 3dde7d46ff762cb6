namespace Athera.Journal;

/// <summary>A stream as loaded: where to start, and what came after.</summary>
/// <param name="Snapshot">The newest snapshot, if there is one.</param>
/// <param name="Events">All events after it, or all events, oldest first.</param>
public sealed record StoredHistory(StoredSnapshot? Snapshot, IReadOnlyList<StoredEvent> Events);

/// <summary>An event as it stands in the journal.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Category">What the stream is the history of.</param>
/// <param name="Sequence">Its place in the stream, from 1, without gaps.</param>
/// <param name="Position">Its place in the tenant's feed, from 1, without gaps, in the order of commits.</param>
/// <param name="Kind">Its stable name.</param>
/// <param name="OccurredAt">When it happened, by the deciding silo's clock; millisecond precision.</param>
/// <param name="CommittedAt">When it was committed, by the same clock; millisecond precision.</param>
/// <param name="Payload">Ciphertext.</param>
public sealed record StoredEvent(
    OpaqueId Stream, StreamCategory Category, long Sequence, long Position, string Kind,
    DateTimeOffset OccurredAt, DateTimeOffset CommittedAt, ReadOnlyMemory<byte> Payload);

/// <summary>A message of a transcript: its event, and what became true of it since.</summary>
/// <param name="Event">The event that recorded it.</param>
/// <param name="Overlay">Ciphertext of the newest overlay, if any.</param>
public sealed record StoredMessage(StoredEvent Event, ReadOnlyMemory<byte>? Overlay);

/// <summary>A stored snapshot.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Sequence">The last event folded in.</param>
/// <param name="Version">The form of the payload.</param>
/// <param name="Payload">Ciphertext.</param>
public sealed record StoredSnapshot(OpaqueId Stream, long Sequence, int Version, ReadOnlyMemory<byte> Payload);

/// <summary>Who holds a claim.</summary>
/// <param name="Tenant">The tenant whose append took it.</param>
/// <param name="Stream">The stream of the holding event.</param>
/// <param name="Sequence">The sequence of the holding event.</param>
public sealed record HeldClaim(TenantId Tenant, OpaqueId Stream, long Sequence);

/// <summary>A line of the inbox list with its place in the feed.</summary>
/// <param name="Row">The line.</param>
/// <param name="Sequence">The conversation's last event.</param>
/// <param name="Position">That event's place in the tenant's feed.</param>
public sealed record StoredConversation(ConversationRow Row, long Sequence, long Position);

/// <summary>Which conversations to list. Every condition given must hold.</summary>
public sealed record ConversationFilter
{
    /// <summary>Only those in this status.</summary>
    public ConversationStatus? Status { get; init; }

    /// <summary>Only those assigned to this user.</summary>
    public string? Assignee { get; init; }

    /// <summary>Only those of this channel kind.</summary>
    public string? Channel { get; init; }

    /// <summary>Only those that carry this label.</summary>
    public string? Label { get; init; }

    /// <summary>Only those of this contact.</summary>
    public ContactId? Contact { get; init; }

    /// <summary>Only those whose last event is before this position; where the page before ended.</summary>
    public long Before { get; init; } = long.MaxValue;
}

/// <summary>What a sweep asks for.</summary>
/// <param name="Holder">The silo that sweeps.</param>
/// <param name="Now">Due means: not later than this.</param>
/// <param name="LeaseUntil">Nobody else gets a leased wake before this.</param>
/// <param name="LiveHolders">The silos known to be alive, this one included.</param>
/// <param name="OrphanHorizon">A wake of a dead silo is handed out early if it is due before this.</param>
/// <param name="Limit">At most this many.</param>
public sealed record WakeLease(
    OpaqueId Holder, DateTimeOffset Now, DateTimeOffset LeaseUntil,
    IReadOnlyList<OpaqueId> LiveHolders, DateTimeOffset OrphanHorizon, int Limit);

/// <summary>A wake handed out by a sweep.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Category">Which kind of grain to call.</param>
/// <param name="Stream">Which one.</param>
/// <param name="Orphaned">The silo that held it is gone, so it may be handed out before its time.</param>
public sealed record DueWake(TenantId Tenant, StreamCategory Category, OpaqueId Stream, bool Orphaned);
