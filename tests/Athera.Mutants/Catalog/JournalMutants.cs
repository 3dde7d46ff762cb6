using Athera.Mutants.Runs;
using Athera.Mutants.Sources;

namespace Athera.Mutants.Catalog;

/// <summary>What keeps writers apart and readers in step.</summary>
internal static class JournalMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        // The primary key alone would refuse the second writer, so it has to give way too.
        new("no-expected-sequence", "of two writers one wins", FaultRun.Freeze,
            new SourceEdit("Athera.Grains/Journal/BatchAdmission.cs",
                "head.Tenant == append.Tenant && head.Sequence == stream.ExpectedSequence",
                "head.Tenant == append.Tenant"),
            new SourceEdit("Athera.Silo/Storage/Postgres/JournalSql.cs",
                "as e(stream, sequence, tenant, position, category, kind, occurred_at, payload)",
                """
                as e(stream, sequence, tenant, position, category, kind, occurred_at, payload)
                        on conflict (stream, sequence) do update
                        set position = excluded.position, kind = excluded.kind, payload = excluded.payload
                """)),

        // Positions are drawn before the transaction, as a sequence would give them. Without the lock alone the feed's unique index
        // refuses the second of two commits, which costs time and nothing else.
        new("positions-without-lock", "a reader never sees a later position before an earlier one", FaultRun.Readers,
            new SourceEdit("Athera.Silo/Storage/Postgres/JournalCommit.cs",
                """
                reads.Add("begin");
                        reads.Add(JournalSql.LockFeeds).Column(touched.Tenants);
                """,
                """"
                reads.EnableErrorBarriers = true;
                        reads.Add("""
                            update feed set position = position + 10000 where tenant = any($1) returning tenant, position - 10000
                            """).Column(touched.Tenants);
                        reads.Add("begin");
                """"),
            new SourceEdit("Athera.Silo/Storage/Postgres/JournalSql.cs",
                "[array_position($1::uuid[], tenant)] where tenant = any($1)",
                "[array_position($1::uuid[], tenant)] where tenant = any($1) and false")),

        new("replay-skips-an-event", "what was committed is there after a crash", FaultRun.Kills,
            new SourceEdit("Athera.Silo/Storage/Postgres/JournalSql.cs",
                "sequence > coalesce((select sequence from start), 0)",
                "sequence > coalesce((select sequence + 1 from start), 0)")),
    ];
}
