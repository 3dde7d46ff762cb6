namespace Athera.Silo.Cluster;

/// <summary>
/// Ends the process when it may not go on as a silo, above all when the others have declared it dead. At once and without tidying
/// up: what it held is theirs by now, and the journal refuses what it might still want to say. Whoever started it sees a failure
/// (exit code 134 on Unix) and starts it again.
/// </summary>
/// <param name="log">Where it says why.</param>
internal sealed class SiloEnd(ILogger<SiloEnd> log) : IFatalErrorHandler
{
    /// <inheritdoc/>
    public bool IsUnexpected(Exception exception) => true;

    /// <inheritdoc/>
    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        log.Ending(context ?? sender?.GetType().Name ?? "unknown", exception);
        Environment.FailFast("This silo may not go on; see the log.");
    }
}
