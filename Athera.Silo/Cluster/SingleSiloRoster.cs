using Athera.Journal;

namespace Athera.Silo.Cluster;

/// <summary>The roster of a process that is alone: whoever else began something is gone.</summary>
/// <param name="self">This process.</param>
internal sealed class SingleSiloRoster(SiloIdentity self) : ISiloRoster
{
    /// <inheritdoc/>
    public OpaqueId Self => self.Id;

    /// <inheritdoc/>
    public IReadOnlyList<OpaqueId> Alive { get; } = [self.Id];

    /// <inheritdoc/>
    public TimeSpan SinceConfirmed => TimeSpan.Zero;

    /// <inheritdoc/>
    public bool IsAlive(OpaqueId silo) => silo == self.Id;
}
