using Athera.Mutants.Runs;
using Athera.Mutants.Sources;

namespace Athera.Mutants.Catalog;

/// <summary>What becomes of a webhook that would not be sent again.</summary>
internal static class SpoolMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("spool-not-drained", "what was spooled reaches the journal", FaultRun.Database,
            new SourceEdit("Athera.Grains/Spool/SpoolDrain.cs",
                "while (spool.Count > 0)",
                "while (spool.Count < 0)")),
    ];
}
