using Athera.Mutants.Runs;
using Athera.Mutants.Sources;

namespace Athera.Mutants.Catalog;

/// <summary>What makes every message be answered, and once.</summary>
internal static class TurnMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        // The turn is not stopped either: stopping it saves the model's time, and would hide what the decision is for.
        new("no-second-decision", "a model's answer is a proposal", FaultRun.Everyday,
            new SourceEdit("Athera.Grains/Conversations/ConversationGrain.Following.cs",
                "GrainFactory.Get<IAgentTurnGrain>(Key.Tenant, Key.Id).Cancel(ended.Turn).Ignore();",
                "log.TurnNotBegun(Id, ended.Turn, nameof(StopTurn));"),
            new SourceEdit("Athera.Grains/Conversations/Concluding.cs",
                """
                if (state.Turn?.Id != proposal.Turn)
                            return draft;
                        if (state.Responder != Responder.Agent)
                            return draft.Raise(End(proposal, TurnEnding.TakenOver)).Proceed(now);
                """,
                "")),

        new("no-sweep", "what is due is done even if nobody comes by", FaultRun.PowerCut,
            new SourceEdit("Athera.Grains/Conversations/WakeSweep.cs",
                "while (await LeaseAsync(alive, horizon, cancellation) == BatchSize)",
                "while (alive.Count == 0 && await LeaseAsync(alive, horizon, cancellation) == BatchSize)")),

        new("orphans-left", "the work of a dead silo is taken over at once", FaultRun.Kills,
            new SourceEdit("Athera.Silo/Storage/Postgres/JournalSql.cs",
                "(due_at <= $1 or (due_at < $2 and holder <> all($3)))",
                "due_at <= $1")),
    ];
}
