namespace Athera.FaultRuns.Histories;

/// <summary>Something that was done to the system.</summary>
/// <param name="Fault">Its id, such as <c>F1</c>.</param>
/// <param name="What">In words.</param>
/// <param name="From">When it began, in microseconds since the run began.</param>
/// <param name="Until">When it was over: the process was started again, the lock let go.</param>
/// <param name="Silo">The silo it struck, or -1.</param>
internal sealed record FaultEntry(string Fault, string What, long From, long Until, int Silo = -1);
