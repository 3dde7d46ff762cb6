using System.Net.Sockets;
using Athera.Silo.Settings;

namespace Athera.Silo.Cluster;

/// <summary>
/// Clears the way for a start after silos were killed. Orleans joins only when every member answers, and with nobody left to
/// declare the dead ones dead it would wait a minute for them. So whoever starts does it: a member that takes no connection and
/// shows no sign of life meanwhile is gone. No clocks are compared, only heartbeats seen at two moments.
/// </summary>
internal sealed class AbandonedSilos(
    IMembershipTable table, ILocalSiloDetails self, MembershipPace pace, TimeProvider clock, ILogger<AbandonedSilos> log)
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromMilliseconds(250);

    private enum Answer
    {
        Connected,
        Refused,
        None,
    }

    private sealed record Member(MembershipEntry Entry, Answer Answer);

    /// <summary>
    /// Returns at once if all members are there; otherwise when each that is not has shown itself or is declared dead, by this silo
    /// or by another.
    /// </summary>
    public async Task DeclareDeadAsync(CancellationToken cancellation)
    {
        await table.InitializeMembershipTableAsync(true, cancellation);
        var began = clock.GetTimestamp();
        var missing = await MissingAsync(cancellation);
        if (missing.Count > 0)
            log.Unreachable(missing.Count);
        while (missing.Count > 0)
        {
            var waited = clock.GetElapsedTime(began);
            foreach (var member in missing.Where(member => waited > PatienceWith(member.Answer)))
                await BuryAsync(member.Entry, cancellation);
            await Task.Delay(Pause, clock, cancellation);
            var still = await MissingAsync(cancellation);
            missing = [.. still.Where(member => missing.Exists(before => IsSilent(before.Entry, member.Entry)))];
        }
    }

    // Where a process ended the system refuses at once, so it only must not be one that is just starting. A machine that says
    // nothing may be cut off from here alone.
    private TimeSpan PatienceWith(Answer answer) => answer == Answer.Refused ? 2.25 * pace.Heartbeat : pace.Staleness;

    private static bool IsSilent(MembershipEntry before, MembershipEntry now) =>
        before.SiloAddress.Equals(now.SiloAddress) && before.IAmAliveTime == now.IAmAliveTime;

    // Silos that start at once bury the same ones. Whoever comes second is refused by the table and finds it done when looking again.
    private async Task BuryAsync(MembershipEntry silo, CancellationToken cancellation)
    {
        var rows = await table.ReadAllAsync(cancellation);
        if (rows.TryGet(silo.SiloAddress) is not { Item1: { Status: not SiloStatus.Dead } dead } row || !IsSilent(silo, dead))
            return;
        dead.Status = SiloStatus.Dead;
        if (await table.UpdateRowAsync(dead, row.Item2, rows.Version.Next(), cancellation))
            log.Gone(dead.SiloAddress.Endpoint);
    }

    // A predecessor at this silo's own address is Orleans' affair: two cannot be there, so it knows.
    private async Task<List<Member>> MissingAsync(CancellationToken cancellation)
    {
        var rows = await table.ReadAllAsync(cancellation);
        var others = rows.Members.Select(row => row.Item1)
            .Where(silo => silo.Status != SiloStatus.Dead && !silo.SiloAddress.Endpoint.Equals(self.SiloAddress.Endpoint));
        var members = await Task.WhenAll(
            others.Select(async silo => new Member(silo, await ConnectAsync(silo.SiloAddress, cancellation))));
        return [.. members.Where(member => member.Answer != Answer.Connected)];
    }

    private static async Task<Answer> ConnectAsync(SiloAddress silo, CancellationToken cancellation)
    {
        using var socket = new Socket(silo.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(ConnectPatience);
        try
        {
            await socket.ConnectAsync(silo.Endpoint, patience.Token);
            return Answer.Connected;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.ConnectionRefused ? Answer.Refused : Answer.None;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Answer.None;
        }
    }
}
