using System.Net.Sockets;

namespace Athera.Silo.Cluster;

/// <summary>
/// Clears the way for a start after silos were killed. Orleans joins only when every member answers, and with nobody left to
/// declare the dead ones dead it would wait a minute for them. So whoever starts does it: a member that refuses connections and
/// shows no sign of life meanwhile is gone. One that does not answer at all may be cut off; that is left to Orleans.
/// </summary>
internal sealed class AbandonedSilos(
    IMembershipTable table, ILocalSiloDetails self, MembershipPace pace, TimeProvider clock, ILogger<AbandonedSilos> log)
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns at once if all members are there; otherwise when those that are not are declared dead, by this silo or by others.</summary>
    public async Task DeclareDeadAsync(CancellationToken cancellation)
    {
        await table.InitializeMembershipTableAsync(true, cancellation);
        var began = clock.GetTimestamp();
        var first = await RefusingAsync(cancellation);
        if (first.Count == 0)
            return;
        log.Unreachable(first.Count);
        // Longer than two heartbeats: one may be late.
        while (clock.GetElapsedTime(began) < 2.25 * pace.Heartbeat && first.Count > 0)
        {
            await Task.Delay(Pause, clock, cancellation);
            first = Silent(first, await RefusingAsync(cancellation));
        }
        while (await BuryAsync(first, cancellation))
            await Task.Delay(Pause, clock, cancellation);
    }

    private static List<MembershipEntry> Silent(List<MembershipEntry> before, List<MembershipEntry> now) =>
        [.. now.Where(entry => before.Any(b => b.SiloAddress.Equals(entry.SiloAddress) && b.IAmAliveTime == entry.IAmAliveTime))];

    // Silos that start at once bury the same ones; whoever comes second to the table reads it again.
    private async Task<bool> BuryAsync(List<MembershipEntry> silos, CancellationToken cancellation)
    {
        var rows = await table.ReadAllAsync(cancellation);
        var left = rows.Members.FirstOrDefault(row =>
            row.Item1.Status != SiloStatus.Dead && silos.Any(silo => silo.SiloAddress.Equals(row.Item1.SiloAddress)));
        if (left is null)
            return false;
        var dead = left.Item1;
        dead.Status = SiloStatus.Dead;
        if (await table.UpdateRowAsync(dead, left.Item2, rows.Version.Next(), cancellation))
            log.Gone(dead.SiloAddress.Endpoint);
        return true;
    }

    // A predecessor at this silo's own address is Orleans' affair: two cannot be there, so it knows.
    private async Task<List<MembershipEntry>> RefusingAsync(CancellationToken cancellation)
    {
        var rows = await table.ReadAllAsync(cancellation);
        var others = rows.Members.Select(row => row.Item1)
            .Where(silo => silo.Status != SiloStatus.Dead && !silo.SiloAddress.Endpoint.Equals(self.SiloAddress.Endpoint)).ToList();
        var refused = await Task.WhenAll(others.Select(silo => RefusesAsync(silo.SiloAddress, cancellation)));
        return [.. others.Zip(refused).Where(silo => silo.Second).Select(silo => silo.First)];
    }

    private static async Task<bool> RefusesAsync(SiloAddress silo, CancellationToken cancellation)
    {
        using var socket = new Socket(silo.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(ConnectPatience);
        try
        {
            await socket.ConnectAsync(silo.Endpoint, patience.Token);
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.ConnectionRefused;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
