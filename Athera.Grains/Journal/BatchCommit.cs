using Microsoft.Extensions.Logging;

namespace Athera.Journal;

/// <summary>
/// Commits one batch whatever the database makes of it: every append gets a result, and nothing is thrown. Used by one batch at a time.
/// </summary>
internal sealed class BatchCommit(
    IJournalStore store, SiloIdentity silo, CommitListeners listeners, JournalWriterOptions options, JournalMetrics metrics,
    TimeProvider time, ILogger<JournalWriter> logger)
{
    private readonly StoreDeadline _deadline = new(options.CommitTimeout, time);
    private int _failures;

    public async Task<IReadOnlyList<AppendResult>> CommitAsync(IReadOnlyList<Append> batch, CancellationToken stop)
    {
        var results = await CommitTogetherAsync(batch, stop);
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i].Status != AppendStatus.Committed)
                batch[i].Chain?.Break();
        }
        return results;
    }

    private async Task<IReadOnlyList<AppendResult>> CommitTogetherAsync(IReadOnlyList<Append> batch, CancellationToken stop)
    {
        try
        {
            return await AttemptAsync(batch, stop);
        }
        catch (RejectedBatchException rejection) when (batch.Count == 1)
        {
            var append = batch[0];
            logger.AppendRejected(append.Tenant.Value, append.Streams is [var first, ..] ? first.Stream : default, rejection);
            return [AppendResult.Rejected];
        }
        catch (RejectedBatchException)
        {
            logger.BatchRejected(batch.Count);
            return await CommitApartAsync(batch, stop);
        }
    }

    /// <summary>
    /// The refusal says that nothing was written, so each append may be tried again, in a transaction of its own. Once the database
    /// is gone the rest are not tried: each of them could wait for a whole deadline.
    /// </summary>
    private async Task<IReadOnlyList<AppendResult>> CommitApartAsync(IReadOnlyList<Append> batch, CancellationToken stop)
    {
        var results = new AppendResult[batch.Count];
        Array.Fill(results, AppendResult.Unavailable);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = (await CommitAsync([batch[i]], stop))[0];
            if (results[i].Status == AppendStatus.Unavailable)
                break;
        }

        return results;
    }

    private async Task<IReadOnlyList<AppendResult>> AttemptAsync(IReadOnlyList<Append> batch, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        try
        {
            var results = await _deadline.RunAsync(token => store.CommitAsync(batch, silo.Id, time.GetUtcNow(), token), stop);
            Answered();
            if (results.Count != batch.Count)
                throw new InvalidOperationException($"{batch.Count} appends got {results.Count} results.");
            listeners.Tell(batch, results);
            return results;
        }
        catch (StoreUnavailableException failure)
        {
            if (!stop.IsCancellationRequested && _failures++ == 0) // Once per outage: under load every lost batch would be a line.
                logger.StoreUnavailable(batch.Count, failure);
        }
        catch (Exception failure) when (failure is not RejectedBatchException)
        {
            logger.CommitFailed(batch.Count, failure);
        }
        finally
        {
            metrics.Attempted(batch.Count, time.GetElapsedTime(started));
        }

        var unavailable = new AppendResult[batch.Count];
        Array.Fill(unavailable, AppendResult.Unavailable);
        return unavailable;
    }

    private void Answered()
    {
        if (_failures == 0)
            return;
        logger.StoreAnswersAgain(_failures);
        _failures = 0;
    }
}
