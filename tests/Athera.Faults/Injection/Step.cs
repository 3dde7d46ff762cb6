using Athera.FaultRuns.Providers;

namespace Athera.FaultRuns.Injection;

/// <summary>One thing that is done to the system.</summary>
/// <param name="Fault">Its id in the list of faults.</param>
/// <param name="Point">For a kill: the moment at which, or any.</param>
/// <param name="Length">How long it lasts, where that is not its own to say.</param>
internal sealed record Step(string Fault, Point? Point = null, TimeSpan Length = default);
