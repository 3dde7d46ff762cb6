namespace Athera.Journal;

/// <summary>How much may wait, and how much goes together.</summary>
/// <param name="QueueCount">Requests that may wait.</param>
/// <param name="QueueWeight">Their weight together; a heavier request is taken only by an empty queue.</param>
/// <param name="BatchCount">Requests in one batch.</param>
/// <param name="BatchWeight">Their weight together; a heavier request is a batch of its own.</param>
public sealed record GroupCommitBounds(int QueueCount, long QueueWeight, int BatchCount, long BatchWeight);
