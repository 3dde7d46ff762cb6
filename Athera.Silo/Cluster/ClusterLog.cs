using System.Net;

namespace Athera.Silo.Cluster;

internal static partial class ClusterLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} is a member of the cluster, at {Address} with port {Gateway} for clients; {Others} others are in")]
    public static partial void Joined(this ILogger log, OpaqueId silo, IPEndPoint address, int gateway, int others);

    [LoggerMessage(Level = LogLevel.Critical, Message = "This silo may not go on and the process ends now, to be started again: {Reason}")]
    public static partial void Ending(this ILogger log, string reason, Exception? error);

    [LoggerMessage(Level = LogLevel.Error, Message = "This silo was paused or cut off for so long that the others have declared it dead; it sends nothing any more")]
    public static partial void DeclaredDead(this ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Who is in the cluster cannot be read ({Error}); without it nothing is sent")]
    public static partial void MembershipUnreadable(this ILogger log, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} members of the cluster take no connection; waiting for a sign of life")]
    public static partial void Unreachable(this ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Member {Address} of the cluster is gone without having said so, and is declared dead")]
    public static partial void Gone(this ILogger log, IPEndPoint address);
}
