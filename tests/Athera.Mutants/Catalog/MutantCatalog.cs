namespace Athera.Mutants.Catalog;

/// <summary>All mutants.</summary>
internal static class MutantCatalog
{
    /// <summary>In the order of a message's way.</summary>
    public static IReadOnlyList<Mutant> All { get; } =
    [
        .. AcceptingMutants.All, .. SpoolMutants.All, .. JournalMutants.All, .. TurnMutants.All, .. SendingMutants.All,
        .. ReadingMutants.All,
    ];
}
