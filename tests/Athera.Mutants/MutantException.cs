namespace Athera.Mutants;

/// <summary>The mutants could not be tried; the text says why.</summary>
internal sealed class MutantException(string message) : Exception(message);
