namespace Athera.FaultRuns.Worlds;

/// <summary>The run itself could not be done, which says nothing about Athera's promises.</summary>
internal sealed class RunException(string message) : Exception(message);
