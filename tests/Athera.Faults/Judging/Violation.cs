namespace Athera.FaultRuns.Judging;

/// <summary>A promise that was broken.</summary>
/// <param name="Invariant">Which, by its id.</param>
/// <param name="Text">What was seen.</param>
/// <param name="IsLate">Everything came about, later than it should. A machine that has more to do than it can may be why.</param>
internal sealed record Violation(string Invariant, string Text, bool IsLate = false);
