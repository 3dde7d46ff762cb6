namespace Athera.Journal;

/// <summary>
/// The one way to write the journal: every grain of the silo hands its appends to the same writer, which commits together what
/// arrived while the commit before was under way.
/// </summary>
public interface IJournalWriter
{
    /// <summary>Appends waiting for a commit, without those being committed now.</summary>
    int Pending { get; }

    /// <summary>
    /// Queues an append and completes when its fate is known. The append has its place in the queue when this method returns, so
    /// a caller may queue several appends of one stream, each expecting the sequence the one before leaves, and wait afterwards:
    /// they are committed in the order of the calls.
    /// </summary>
    /// <param name="append">What to write; it must not change afterwards.</param>
    /// <param name="cancellation">
    /// Stops waiting. An append still in the queue is withdrawn; of one that is being committed the fate is unknown, and the two
    /// cannot be told apart by the caller.
    /// </param>
    /// <returns>Every outcome, also a database that does not answer, is a result; only cancelling throws.</returns>
    ValueTask<AppendResult> AppendAsync(Append append, CancellationToken cancellation);
}
