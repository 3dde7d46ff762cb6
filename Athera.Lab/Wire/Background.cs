using System.Collections.Concurrent;

namespace Athera.Lab.Wire;

/// <summary>
/// Work a provider goes on with after it has answered: a bounded number of running pieces, all cancelled and awaited when
/// the fake is disposed.
/// </summary>
public sealed class Background : IAsyncDisposable
{
    private readonly int capacity;
    private readonly CancellationTokenSource stopping = new();

    // Kept apart from its source, because a piece that starts while the source is disposed still asks for it.
    private readonly CancellationToken stop;
    private readonly ConcurrentDictionary<long, Task> running = new();
    private long started;
    private long refused;
    private int disposed;

    /// <summary>Nothing is running yet.</summary>
    /// <param name="capacity">How many pieces may run at once. Above it new ones are refused and counted.</param>
    public Background(int capacity)
    {
        this.capacity = capacity;
        stop = stopping.Token;
    }

    /// <summary>How many pieces were refused because too many were running.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Starts a piece of work; false when it was refused.</summary>
    public bool TryRun(Func<CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (Volatile.Read(ref disposed) == 1 || running.Count >= capacity)
        {
            Interlocked.Increment(ref refused);
            return false;
        }

        var number = Interlocked.Increment(ref started);
        var piece = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        running[number] = piece.Task;
        _ = Task.Run(() => RunAsync(number, piece, work), CancellationToken.None);
        return true;
    }

    /// <summary>Waits until nothing is running: every status has been told or given up.</summary>
    public async Task WhenIdleAsync(CancellationToken cancellation = default)
    {
        while (running.Values.FirstOrDefault() is { } piece) await piece.WaitAsync(cancellation);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1) return;
        await stopping.CancelAsync();
        await WhenIdleAsync(CancellationToken.None);
        stopping.Dispose();
    }

    private async Task RunAsync(long number, TaskCompletionSource piece, Func<CancellationToken, Task> work)
    {
        try
        {
            await work(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Disposed while it waited; nobody is left to tell.
        }
        finally
        {
            running.TryRemove(number, out _);
            piece.SetResult();
        }
    }
}
