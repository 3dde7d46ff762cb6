using Athera.FaultRuns.Providers;

namespace Athera.FaultRuns.Injection;

/// <summary>One thing that is done to the system.</summary>
/// <param name="Fault">Its id in the list of faults.</param>
/// <param name="Point">For a kill: the moment at which, or any.</param>
/// <param name="Cut">For a partition: which way.</param>
/// <param name="Length">How long it lasts, where that is not its own to say.</param>
internal sealed record Step(string Fault, Point? Point = null, Cut Cut = default, TimeSpan Length = default);

/// <summary>Which way the network is cut.</summary>
internal enum Cut
{
    /// <summary>Between a silo and the database.</summary>
    FromDatabase,

    /// <summary>From the other silos to one, which they still hear.</summary>
    FromOthers,

    /// <summary>Between all silos.</summary>
    All,
}
