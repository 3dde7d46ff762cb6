using Athera.Journal;

namespace Athera.Sourcing;

/// <summary>Tells what may pass by itself from what will happen again.</summary>
public static class Trouble
{
    /// <summary>
    /// Whether a failure says nothing about what was being worked on: the database, another silo or the time for it was missing. Any
    /// other one comes again with the same bytes, until a person or another release has done something.
    /// </summary>
    public static bool Passes(Exception failure) =>
        failure is StoreUnavailableException or TimeoutException or OperationCanceledException or OrleansException or OutOfMemoryException;
}
