using Athera.Mutants.Runs;
using Athera.Mutants.Sources;

namespace Athera.Mutants.Catalog;

/// <summary>What readers are told.</summary>
internal static class ReadingMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("state-goes-back", "a late report never hides a later state", FaultRun.Everyday,
            new SourceEdit("Athera.Grains/Conversations/MessageAftermath.cs",
                "var rises = Rank(state) > Rank(State);",
                "var rises = true;")),

        new("receipts-answered-before-stored", "a receipt that is not stored is refused", FaultRun.Database,
            new SourceEdit("Athera.Grains/Gateway/ElementDelivery.cs",
                "Array.TrueForAll(reported, r => r) && ",
                "")),

        new("hub-skips-one", "a reader of the inbox misses nothing", FaultRun.Readers,
            new SourceEdit("Athera.Api/Inbox/InboxSource.cs",
                "return slice.Position;",
                "return slice.Position + 1;")),

        new("hub-repeats-one", "a reader of the inbox is told everything once", FaultRun.Readers,
            new SourceEdit("Athera.Api/Inbox/FeedRing.cs",
                "if (_events[(_first + middle) % capacity].Position <= position)",
                "if (_events[(_first + middle) % capacity].Position < position)")),

        new("hub-resumes-at-the-end", "a reader who comes back goes on at its cursor", FaultRun.Readers,
            new SourceEdit("Athera.Api/Inbox/InboxHub.cs",
                "var from = cursor ?? end;",
                "var from = end;")),
    ];
}
