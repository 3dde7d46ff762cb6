namespace Athera.Journal;

/// <summary>
/// An entity's line in the lists of its kind: what it is found by, and nothing of what it says, which is in its snapshot. Written in
/// the commit that changes it. Everything in it is readable, so it holds ids and numbers only.
/// </summary>
/// <param name="Id">Its stream.</param>
/// <param name="Category">What kind of thing it is.</param>
/// <param name="State">The state it is in, as its kind numbers them.</param>
/// <param name="Contact">Whose it is, if it is anybody's.</param>
/// <param name="Conversation">The conversation it came from, if it came from one.</param>
/// <param name="Assignee">The user who has it; opaque.</param>
/// <param name="Team">The team that has it; opaque.</param>
/// <param name="DueAt">When it is due, if it ever is.</param>
public sealed record EntityRow(
    OpaqueId Id, StreamCategory Category, short State, ContactId? Contact = null, ConversationId? Conversation = null,
    string? Assignee = null, string? Team = null, DateTimeOffset? DueAt = null);

/// <summary>A line of a list of entities, with what it says.</summary>
/// <param name="Row">The line.</param>
/// <param name="Position">Its place in the list: that of the commit that first listed it, whatever happens to it later.</param>
/// <param name="Snapshot">The entity as it was last committed.</param>
public sealed record StoredEntity(EntityRow Row, long Position, StoredSnapshot Snapshot);

/// <summary>Which entities of a kind to list. Every condition given must hold.</summary>
public sealed record EntityFilter
{
    /// <summary>Only those in this state.</summary>
    public short? State { get; init; }

    /// <summary>Only those of this contact.</summary>
    public ContactId? Contact { get; init; }

    /// <summary>Only those of this conversation.</summary>
    public ConversationId? Conversation { get; init; }

    /// <summary>Only those this user has.</summary>
    public string? Assignee { get; init; }

    /// <summary>Only those this team has.</summary>
    public string? Team { get; init; }

    /// <summary>Only those due at this time or earlier.</summary>
    public DateTimeOffset? DueBy { get; init; }

    /// <summary>Only those placed before this position; where the page before ended.</summary>
    public long Before { get; init; } = long.MaxValue;
}
