namespace Athera.Journal;

/// <summary>The database cannot be reached, or did not answer in time. What was being written may or may not be durable.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <inheritdoc/>
    public StoreUnavailableException() { }

    /// <inheritdoc/>
    public StoreUnavailableException(string message) : base(message) { }

    /// <inheritdoc/>
    public StoreUnavailableException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>
/// The database answered and refused a whole transaction because of something in it. The writer then commits append by append,
/// so that one of them cannot stop the others.
/// </summary>
public sealed class RejectedBatchException : Exception
{
    /// <inheritdoc/>
    public RejectedBatchException() { }

    /// <inheritdoc/>
    public RejectedBatchException(string message) : base(message) { }

    /// <inheritdoc/>
    public RejectedBatchException(string message, Exception inner) : base(message, inner) { }
}
