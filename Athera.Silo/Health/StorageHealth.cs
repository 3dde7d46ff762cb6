using Athera.Journal;
using Athera.Keys;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Athera.Silo.Health;

/// <summary>What the checks of both databases share.</summary>
internal static class StorageHealth
{
    /// <summary>A database that takes longer counts as one that does not answer: whoever asks has little patience.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);
}

/// <summary>Whether the journal's database answers.</summary>
internal sealed class JournalHealth(IJournalStore store) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Probe.AskAsync(store.PingAsync, "The journal's database does not answer.", cancellationToken);
}

/// <summary>Whether the key database answers.</summary>
internal sealed class KeysHealth(IKeyStore store) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Probe.AskAsync(store.PingAsync, "The key database does not answer.", cancellationToken);
}

file static class Probe
{
    public static async Task<HealthCheckResult> AskAsync(
        Func<CancellationToken, Task> ping, string reason, CancellationToken cancellation)
    {
        try
        {
            await ping(cancellation);
            return HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException)
        {
            return HealthCheckResult.Unhealthy(reason);
        }
    }
}
