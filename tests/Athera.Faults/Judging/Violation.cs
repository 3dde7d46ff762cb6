namespace Athera.FaultRuns.Judging;

/// <summary>A promise that was broken.</summary>
/// <param name="Invariant">Which, by its id.</param>
/// <param name="Text">What was seen.</param>
internal sealed record Violation(string Invariant, string Text);
