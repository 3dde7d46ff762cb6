namespace Athera.Tests.Journal;

/// <summary>A door in a fake: whoever arrives says so and stays until it is opened, so that a test needs no sleep.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody stands at the door.</summary>
    public Task Arrived => _arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Open() => _open.TrySetResult();

    public Task PassAsync(CancellationToken cancellation = default)
    {
        _arrived.TrySetResult();
        return _open.Task.WaitAsync(cancellation);
    }
}
