using Athera.Messages;

namespace Athera.Journal;

/// <summary>
/// What a batch comes down to: the answer to each append, and the rows to write. Where several appends set the same row only
/// the last is left, since nobody can see a state between two appends of one transaction.
/// </summary>
public sealed class AdmittedBatch
{
    internal AdmittedBatch(int appends) => Results = new AppendResult[appends];

    /// <summary>How each append ends once the rows are committed, in the order of the batch.</summary>
    public AppendResult[] Results { get; }

    /// <summary>Whether anything is to be written.</summary>
    public bool HasRows { get; internal set; }

    /// <summary>The events, with the position of the first of each run.</summary>
    public List<AdmittedRun> Runs { get; } = [];

    /// <summary>The newest position of each tenant that got events.</summary>
    public Dictionary<TenantId, long> Positions { get; } = [];

    /// <summary>Keys held before the batch and given up in it. They are deleted before <see cref="Taken"/> is inserted.</summary>
    public List<ClaimKey> Released { get; } = [];

    /// <summary>Keys taken in the batch and not given up again in it.</summary>
    public Dictionary<ClaimKey, Owned<Claim>> Taken { get; } = [];

    /// <summary>Snapshots to replace or remove, by stream.</summary>
    public Dictionary<OpaqueId, Owned<Snapshot>> Snapshots { get; } = [];

    /// <summary>Lines of the inbox list to replace.</summary>
    public Dictionary<ConversationId, Owned<StoredConversation>> Conversations { get; } = [];

    /// <summary>Lines of entities to set; the position is that of a line that was not there before.</summary>
    public Dictionary<OpaqueId, Owned<ListedEntity>> Entities { get; } = [];

    /// <summary>Overlays to replace, by message.</summary>
    public Dictionary<MessageId, MessageOverlay> Overlays { get; } = [];

    /// <summary>Payloads to replace, by event; written after the batch's own events.</summary>
    public Dictionary<(OpaqueId Stream, long Sequence), Owned<Redaction>> Redactions { get; } = [];

    /// <summary>Wakes to replace or remove, by stream.</summary>
    public Dictionary<OpaqueId, Owned<Wake>> Wakes { get; } = [];
}

/// <summary>A row and the tenant it belongs to.</summary>
/// <typeparam name="TRow">The kind of row.</typeparam>
/// <param name="Tenant">The tenant.</param>
/// <param name="Row">The row.</param>
public readonly record struct Owned<TRow>(TenantId Tenant, TRow Row);

/// <summary>An entity's line, and its place in the list if it has none yet.</summary>
/// <param name="Row">The line.</param>
/// <param name="Position">The place.</param>
public readonly record struct ListedEntity(EntityRow Row, long Position);

/// <summary>A run of events with its place in the tenant's feed.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Stream">The run; its events follow the expected sequence.</param>
/// <param name="FirstPosition">The position of its first event; the others follow without a gap.</param>
public readonly record struct AdmittedRun(TenantId Tenant, StreamAppend Stream, long FirstPosition);
