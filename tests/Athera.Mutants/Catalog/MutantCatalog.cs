namespace Athera.Mutants.Catalog;

/// <summary>All mutants.</summary>
/// <remarks>
/// What is not here, because nobody outside could tell the difference, or not in a run of a minute:
/// <list type="bullet">
/// <item>Without a conversation's memory of recent ids, the claims find the repeat: it costs an append.</item>
/// <item>Without the lock on the feed, its unique index refuses the second of two commits at once: that costs a transaction.</item>
/// <item>Two sweeps that lease the same wake call its owner twice, and the second call finds nothing due.</item>
/// <item>A conflict that is not decided again is answered 503 or "unavailable", and whoever asked asks again.</item>
/// <item>A repeat that is answered 503 is brought again in vain until its provider gives up; nothing is lost or doubled by it.</item>
/// <item>A broken transaction whose neighbours are dropped: nothing that comes from outside makes a database refuse data.</item>
/// <item>What was worked for, told only once: the turn is begun again, the send is settled by its status. That takes seconds longer.</item>
/// <item>A chain that is not broken needs another silo's event at the very place of a refused one.</item>
/// <item>
/// A repeat that is answered before its first copy is durable loses a message only if the database dies between the two, within
/// milliseconds.
/// </item>
/// <item>
/// A silo taken for dead that goes on calling providers has to hold attempts whose deadline lies after the others' second one: with the
/// shortened waits of a fault run no attempt lives that long.
/// </item>
/// </list>
/// Their tests are in Athera.Tests, beside the tests of what they belong to.
/// </remarks>
internal static class MutantCatalog
{
    /// <summary>In the order of a message's way.</summary>
    public static IReadOnlyList<Mutant> All { get; } =
    [
        .. AcceptingMutants.All, .. SpoolMutants.All, .. JournalMutants.All, .. TurnMutants.All, .. SendingMutants.All,
        .. ReadingMutants.All,
    ];
}
