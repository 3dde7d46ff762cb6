using System.Threading.Channels;

namespace Athera.Journal;

/// <summary>
/// Turns many small requests into few calls: as soon as the call before has ended, everything that has arrived meanwhile goes into
/// the next one. There is no timer, so a single request of an idle system goes alone and at once. At most one call is under way.
/// </summary>
/// <remarks>
/// Each request costs one completion source. Pooling them would save about a hundred bytes a request, which at tens of thousands
/// of requests a second is nothing, and a pooled source awaited twice by mistake could give one caller another's answer.
/// </remarks>
/// <typeparam name="TRequest">What is asked.</typeparam>
/// <typeparam name="TResult">What is answered.</typeparam>
public sealed class GroupCommit<TRequest, TResult> : IAsyncDisposable
{
    private readonly GroupCommitBounds _bounds;
    private readonly Func<IReadOnlyList<TRequest>, CancellationToken, Task<IReadOnlyList<TResult>>> _commit;
    private readonly Channel<Submission> _queue;
    private readonly List<Submission> _batch = [];
    private readonly CancellationTokenSource _abandon = new();
    private readonly Task _loop;
    private long _waitingWeight;

    /// <summary>Starts taking requests.</summary>
    /// <param name="bounds">How much may wait and go together; all at least 1.</param>
    /// <param name="commit">
    /// The call: one result for each request, in order. What it throws, each of its requests throws. Its token is cancelled when
    /// stopping has taken too long; it is then still called with what is left, and has to give it up.
    /// </param>
    public GroupCommit(
        GroupCommitBounds bounds, Func<IReadOnlyList<TRequest>, CancellationToken, Task<IReadOnlyList<TResult>>> commit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bounds.BatchCount, 1);
        _bounds = bounds;
        _commit = commit;
        _queue = Channel.CreateBounded<Submission>(new BoundedChannelOptions(bounds.QueueCount) { SingleReader = true });
        using (ExecutionContext.SuppressFlow()) // Whoever is first must not lend its trace and request context to all the others.
            _loop = Task.Run(RunAsync);
    }

    /// <summary>Requests waiting, without those of the call under way.</summary>
    public int Pending => _queue.Reader.Count;

    /// <summary>Queues a request; its place is taken when this returns.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="weight">What it adds to the weight of a queue and a batch.</param>
    /// <param name="cancellation">Stops waiting, and withdraws the request if it is still in the queue.</param>
    /// <returns>The answer to come, or <see langword="null"/>: refused, because the queue is full or stopped.</returns>
    public Task<TResult>? Submit(TRequest request, long weight, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<TResult>(cancellation);
        var submission = new Submission(request, weight, cancellation);
        var waiting = Interlocked.Add(ref _waitingWeight, weight);
        if ((waiting <= _bounds.QueueWeight || waiting == weight) && _queue.Writer.TryWrite(submission))
            return cancellation.CanBeCanceled ? submission.Task.WaitAsync(cancellation) : submission.Task;
        Interlocked.Add(ref _waitingWeight, -weight);
        return null;
    }

    /// <summary>Takes no more requests and completes when all that were taken have their answer.</summary>
    /// <param name="deadline">When cancelled, what is under way and what still waits is given up.</param>
    public async Task StopAsync(CancellationToken deadline)
    {
        _queue.Writer.TryComplete();
        using (deadline.UnsafeRegister(static abandon => ((CancellationTokenSource)abandon!).Cancel(), _abandon))
            await _loop;
    }

    /// <summary>Gives up what is under way. May be called again, as a container does that knows an object under two names.</summary>
    public ValueTask DisposeAsync() => new(StopAsync(new CancellationToken(canceled: true)));

    private async Task RunAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            TakeBatch();
            if (_batch.Count > 0)
                await CommitAsync();
            _batch.Clear();
        }
    }

    private void TakeBatch()
    {
        var weight = 0L;
        while (_batch.Count < _bounds.BatchCount && _queue.Reader.TryPeek(out var next))
        {
            if (_batch.Count > 0 && weight + next.Weight > _bounds.BatchWeight)
                return;
            _queue.Reader.TryRead(out _);
            Interlocked.Add(ref _waitingWeight, -next.Weight);
            if (next.Withdrawn)
                continue;
            weight += next.Weight;
            _batch.Add(next);
        }
    }

    private async Task CommitAsync()
    {
        var requests = new TRequest[_batch.Count]; // Never reused: a call left behind at its deadline may go on reading it.
        for (var i = 0; i < requests.Length; i++)
            requests[i] = _batch[i].Request;
        try
        {
            var results = await _commit(requests, _abandon.Token);
            for (var i = 0; i < requests.Length; i++)
                _batch[i].SetResult(results[i]);
        }
        catch (Exception failure)
        {
            foreach (var submission in _batch)
                submission.TrySetException(failure);
        }
    }

    private sealed class Submission(TRequest request, long weight, CancellationToken cancellation)
        : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TRequest Request => request;

        public long Weight => weight;

        public bool Withdrawn => cancellation.IsCancellationRequested;
    }
}
