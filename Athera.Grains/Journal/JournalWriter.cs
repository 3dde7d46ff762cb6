using Microsoft.Extensions.Logging;

namespace Athera.Journal;

/// <summary>
/// The silo's single writer of the journal. Batches form by themselves while a commit is in flight, which is where the throughput
/// comes from; one lane keeps the appends of a stream in order without any further locking.
/// </summary>
public sealed class JournalWriter : IJournalWriter, IAsyncDisposable
{
    private readonly GroupCommit<Append, AppendResult> _group;
    private readonly ILogger<JournalWriter> _logger;

    /// <summary>Starts taking appends.</summary>
    public JournalWriter(
        IJournalStore store, SiloIdentity silo, IEnumerable<ICommitListener> listeners, JournalWriterOptions options,
        JournalMetrics metrics, TimeProvider time, ILogger<JournalWriter> logger)
    {
        _logger = logger;
        var commit = new BatchCommit(store, silo, new CommitListeners(listeners, logger), options, metrics, time, logger);
        var bounds = new GroupCommitBounds(options.QueueAppends, options.QueueBytes, options.BatchAppends, options.BatchBytes);
        _group = new GroupCommit<Append, AppendResult>(bounds, commit.CommitAsync);
        metrics.WatchQueue(() => _group.Pending);
    }

    /// <inheritdoc/>
    public int Pending => _group.Pending;

    /// <inheritdoc/>
    public ValueTask<AppendResult> AppendAsync(Append append, CancellationToken cancellation) =>
        _group.Submit(append, AppendSize.Of(append), cancellation) is { } answer
            ? new ValueTask<AppendResult>(answer)
            : new ValueTask<AppendResult>(AppendResult.Overloaded);

    /// <summary>Takes no more appends and commits those it has.</summary>
    /// <param name="deadline">When cancelled, the rest is answered <see cref="AppendStatus.Unavailable"/>.</param>
    public async Task StopAsync(CancellationToken deadline)
    {
        _logger.Draining(Pending);
        await _group.StopAsync(deadline);
        if (deadline.IsCancellationRequested)
            _logger.DrainAbandoned();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _group.DisposeAsync();
}
