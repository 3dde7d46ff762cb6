namespace Athera.Journal;

/// <summary>How an append ended.</summary>
public enum AppendStatus
{
    /// <summary>Durable: everything of it is on disk.</summary>
    Committed,

    /// <summary>Nothing was written: at least one of its claims is held already.</summary>
    Duplicate,

    /// <summary>Nothing was written: the stream has moved on, so the decision was made on old state.</summary>
    Conflict,

    /// <summary>
    /// The database refused or did not answer. The append may or may not be durable; whoever made it reads again before
    /// deciding again.
    /// </summary>
    Unavailable,

    /// <summary>
    /// Nothing was written: the writer's queue is full, or the silo is stopping. The same append may be tried again later.
    /// </summary>
    Overloaded,

    /// <summary>
    /// Nothing was written: the database refuses this append because of what is in it. Trying it again ends the same way.
    /// </summary>
    Rejected,
}

/// <summary>The result of one append.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Position">When committed: the position of its last event in the tenant's feed.</param>
/// <param name="Taken">When a duplicate: those of its claims that somebody holds.</param>
public sealed record AppendResult(AppendStatus Status, long Position = 0, IReadOnlyList<ClaimKey>? Taken = null)
{
    /// <summary>Decided on old state.</summary>
    public static AppendResult Conflict { get; } = new(AppendStatus.Conflict);

    /// <summary>Fate unknown.</summary>
    public static AppendResult Unavailable { get; } = new(AppendStatus.Unavailable);

    /// <summary>Not taken.</summary>
    public static AppendResult Overloaded { get; } = new(AppendStatus.Overloaded);

    /// <summary>Refused for its content.</summary>
    public static AppendResult Rejected { get; } = new(AppendStatus.Rejected);
}
