namespace Athera.Journal;

/// <summary>The bounds of the writer. Memory held by a full queue is at most <see cref="QueueBytes"/> and the objects around it.</summary>
public sealed record JournalWriterOptions
{
    /// <summary>Appends that may wait; the next one is answered <see cref="AppendStatus.Overloaded"/>. Default 10,000.</summary>
    public int QueueAppends { get; init; } = 10_000;

    /// <summary>Payload bytes that may wait. Default 64 MB.</summary>
    public long QueueBytes { get; init; } = 64L << 20;

    /// <summary>Appends committed together at most. Default 512: more makes a transaction longer, hardly cheaper.</summary>
    public int BatchAppends { get; init; } = 512;

    /// <summary>Payload bytes committed together at most; a larger append is committed alone. Default 4 MB.</summary>
    public long BatchBytes { get; init; } = 4L << 20;

    /// <summary>
    /// How long the database may take for one transaction before its appends are answered
    /// <see cref="AppendStatus.Unavailable"/>. Default 5 s, well inside the 30 s after which Orleans gives up a grain call.
    /// </summary>
    public TimeSpan CommitTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
