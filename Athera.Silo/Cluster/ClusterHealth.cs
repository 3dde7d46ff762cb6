using Athera.Journal;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Athera.Silo.Cluster;

/// <summary>Whether this silo is a member of its cluster, and was lately.</summary>
/// <param name="roster">Knows.</param>
internal sealed class ClusterHealth(ISiloRoster roster) : IHealthCheck
{
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(roster.SinceConfirmed < Lately
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("This silo is not known to be a member of the cluster."));
}
