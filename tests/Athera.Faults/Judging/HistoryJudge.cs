using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Histories;

namespace Athera.FaultRuns.Judging;

/// <summary>
/// Judges a history. It knows nothing of Athera but what was seen of it from outside, and its work grows with the history's length
/// and no faster.
/// </summary>
internal static class HistoryJudge
{
    public static Findings Judge(History history, Cast cast)
    {
        var (facts, findings) = (new Facts(history, cast), new Findings());
        TranscriptCheck.Run(facts, findings); // First: it finds out which transcript is whose, and what stands in any.
        SendCheck.Run(facts, findings);
        ReportCheck.Run(facts, findings);
        ReplyOrderCheck.Run(facts, findings);
        EndCheck.Run(facts, findings);
        HubCheck.Run(facts, findings);
        VersionCheck.Run(facts, findings);
        RecoveryCheck.Run(facts, findings);
        NeighbourCheck.Run(facts, findings);
        return findings;
    }
}
