namespace Athera.Lab.Faults;

/// <summary>A step that waits for its calls; <paramref name="Account"/> null means anyone's.</summary>
internal sealed record ScriptedStep<TStep>(TStep Step, string? Account, int Calls);
