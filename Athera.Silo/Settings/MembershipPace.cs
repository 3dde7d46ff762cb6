using Orleans.Configuration;

namespace Athera.Silo.Settings;

/// <summary>
/// How soon a silo that does not answer counts as dead. Too late, and its conversations stand still; too soon, and a pause of the
/// garbage collector or of the machine costs a silo. Section <c>Athera:Membership</c>.
/// </summary>
public sealed record MembershipPace
{
    /// <summary>
    /// Longest time a probe may take, and its first value; Orleans shortens it to half as it learns how fast a silo answers. A frozen
    /// silo, whose connections stay open, is expelled only after this times <see cref="MissedProbes"/> without a word: with the
    /// default of 3 s and two probes it survives a pause of 5 s. Between 500 ms and 1 minute.
    /// </summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Probes in a row that have to fail. Two: one may be lost with a connection. A killed process refuses them at once, so it is
    /// known to be dead after one and a half to three seconds. Between 1 and 10.
    /// </summary>
    public int MissedProbes { get; init; } = 2;

    /// <summary>
    /// How often a silo writes that it lives; one that has not for ten times this long has no say about others. Default 1 s: it costs
    /// one small write, and a silo started after others were killed waits for more than two of them. Between 500 ms and 1 minute.
    /// </summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How often the membership is read even if nobody told of a change, which silos otherwise do at once. Default 5 s. Between 1 s
    /// and 1 minute.
    /// </summary>
    public TimeSpan TableRefresh { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Heartbeats carry the time of their machine, so this many have to be longer than clocks differ.</summary>
    private const int MissedHeartbeats = 10;

    /// <summary>A silo that cannot reach the others gives up joining after this long, and whoever started it may start it again.</summary>
    private static readonly TimeSpan LongestJoin = TimeSpan.FromMinutes(1);

    /// <summary>A silo without a heartbeat for so long has no say.</summary>
    internal TimeSpan Staleness => MissedHeartbeats * Heartbeat;

    /// <summary>Why it cannot be, or <see langword="null"/>.</summary>
    internal string? Fault =>
        ProbeTimeout < TimeSpan.FromMilliseconds(500) || ProbeTimeout > TimeSpan.FromMinutes(1)
            ? "Athera:Membership:ProbeTimeout must be between 00:00:00.5 and 00:01:00."
        : MissedProbes is < 1 or > 10 ? "Athera:Membership:MissedProbes must be between 1 and 10."
        : Heartbeat < TimeSpan.FromMilliseconds(500) || Heartbeat > TimeSpan.FromMinutes(1)
            ? "Athera:Membership:Heartbeat must be between 00:00:00.5 and 00:01:00."
        : TableRefresh < TimeSpan.FromSeconds(1) || TableRefresh > TimeSpan.FromMinutes(1)
            ? "Athera:Membership:TableRefresh must be between 00:00:01 and 00:01:00."
        : null;

    internal void ApplyTo(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = ProbeTimeout;
        membership.MinProbeTimeout = ProbeTimeout / 2;
        membership.MaxProbeTimeout = ProbeTimeout;
        membership.NumMissedProbesLimit = MissedProbes;
        membership.IAmAliveTablePublishTimeout = Heartbeat;
        membership.NumMissedTableIAmAliveLimit = MissedHeartbeats;
        membership.TableRefreshTimeout = TableRefresh;
        membership.MaxJoinAttemptTime = LongestJoin;
    }
}
