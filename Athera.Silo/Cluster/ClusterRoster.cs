using System.Collections.Concurrent;
using System.Collections.Frozen;
using Athera.Journal;

namespace Athera.Silo.Cluster;

/// <summary>
/// The roster of a cluster: alive is who has not been declared dead. Who is in is heard from Orleans, which is told of changes at
/// once; besides, the membership is read every second, to be sure of two things that hearing cannot tell: that somebody unknown is
/// gone and not new, and that this silo is still one of them itself.
/// </summary>
internal sealed class ClusterRoster(
    SiloIdentity self, ILocalSiloDetails details, IClusterMembershipService membership, IMembershipTable table,
    IHostApplicationLifetime process, TimeProvider clock, ILogger<ClusterRoster> log) : BackgroundService, ISiloRoster
{
    /// <summary>Unknown ids kept; beyond it they are forgotten and count as alive a little longer.</summary>
    private const int MaxStrangers = 10_000;

    private const long Never = long.MinValue;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<OpaqueId, long> _strangers = new();
    private Known _heard = Known.Nobody;
    private Reading? _reading;
    private long _confirmedAt = Never;

    private sealed record Known(ClusterMembershipSnapshot? Of, FrozenDictionary<OpaqueId, SiloStatus> Silos, IReadOnlyList<OpaqueId> Alive)
    {
        public static Known Nobody { get; } = new(null, FrozenDictionary<OpaqueId, SiloStatus>.Empty, []);
    }

    private sealed record Reading(long BegunAt, FrozenDictionary<OpaqueId, SiloStatus> Silos);

    /// <inheritdoc/>
    public OpaqueId Self => self.Id;

    /// <inheritdoc/>
    public IReadOnlyList<OpaqueId> Alive => Hear().Alive;

    /// <inheritdoc/>
    public TimeSpan SinceConfirmed => Volatile.Read(ref _confirmedAt) is var at and not Never ? clock.GetElapsedTime(at) : TimeSpan.MaxValue;

    /// <inheritdoc/>
    public bool IsAlive(OpaqueId silo)
    {
        if (silo == self.Id)
            return true;
        if (Hear().Silos.TryGetValue(silo, out var status))
            return status != SiloStatus.Dead;
        // It has joined a moment ago, or it is gone for so long that its row is. Only a look at the table from now on can tell.
        if (_strangers.Count >= MaxStrangers)
            _strangers.Clear();
        var met = _strangers.GetOrAdd(silo, static (_, clock) => clock.GetTimestamp(), clock);
        return Volatile.Read(ref _reading) is not { } reading || reading.BegunAt <= met
            || (reading.Silos.TryGetValue(silo, out status) && status != SiloStatus.Dead);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var readable = true;
        do
        {
            var was = readable;
            readable = await TryReadAsync(warn: was, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> TryReadAsync(bool warn, CancellationToken cancellation)
    {
        var begun = clock.GetTimestamp();
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(Patience);
            var rows = await table.ReadAllAsync(deadline.Token);
            var silos = rows.Members.ToFrozenDictionary(row => SiloNames.IdOf(row.Item1.SiloAddress), row => row.Item1.Status);
            Volatile.Write(ref _reading, new Reading(begun, silos));
            if (silos.TryGetValue(self.Id, out var status))
                await StandAsync(status, begun, cancellation);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (warn && !cancellation.IsCancellationRequested)
                log.MembershipUnreadable(e.GetType().Name);
            return false;
        }
    }

    private async Task StandAsync(SiloStatus status, long at, CancellationToken cancellation)
    {
        if (status == SiloStatus.Dead && !process.ApplicationStopping.IsCancellationRequested)
        {
            if (Interlocked.Exchange(ref _confirmedAt, Never) != Never)
                log.DeclaredDead();
            // Orleans looks less often than this. It ends the process when it sees what is written here.
            await membership.Refresh(cancellationToken: cancellation);
        }
        else if (status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping
            && Interlocked.Exchange(ref _confirmedAt, at) == Never)
        {
            log.Joined(self.Id, details.SiloAddress.Endpoint, details.GatewayAddress?.Endpoint.Port ?? 0, Alive.Count - 1);
        }
    }

    private Known Hear()
    {
        var heard = Volatile.Read(ref _heard);
        var now = membership.CurrentSnapshot;
        if (ReferenceEquals(heard.Of, now))
            return heard;
        var silos = now.Members.Values.ToFrozenDictionary(member => SiloNames.IdOf(member.SiloAddress), member => member.Status);
        var alive = silos.Where(silo => silo.Value != SiloStatus.Dead).Select(silo => silo.Key).Append(self.Id).Distinct();
        heard = new Known(now, silos, [.. alive]);
        Volatile.Write(ref _heard, heard);
        return heard;
    }
}
