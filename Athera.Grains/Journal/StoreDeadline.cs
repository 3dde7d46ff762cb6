namespace Athera.Journal;

/// <summary>Puts an end to waiting for a database.</summary>
/// <param name="timeout">How long one call may take.</param>
/// <param name="time">The clock that measures it.</param>
public sealed class StoreDeadline(TimeSpan timeout, TimeProvider time)
{
    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<CancellationToken, Task> call, CancellationToken stop) =>
        RunAsync(async token =>
        {
            await call(token);
            return true;
        }, stop);

    /// <summary>Calls the database.</summary>
    /// <param name="call">The call; its token is cancelled at the deadline.</param>
    /// <param name="stop">Ends the call before the deadline.</param>
    /// <exception cref="StoreUnavailableException">
    /// No answer in time, or stopped. The call is left behind even if it ignores its token: an engine that hangs must not hang
    /// everybody who writes. It may then still be running beside the next one, as it may beside another silo's.
    /// </exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            end.Token.ThrowIfCancellationRequested();
            return await call(end.Token).WaitAsync(end.Token);
        }
        catch (OperationCanceledException cancelled) when (end.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The database did not answer within its time.", cancelled);
        }
    }
}
