using Athera.Journal;
using Athera.Keys;

namespace Athera.Silo.Hosting;

/// <summary>Brings the databases up to this build before anything uses them.</summary>
internal static class Schema
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Creates or upgrades both schemas and Athera's own key. A database that is still starting is waited for.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It did not answer in time.</exception>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await services.GetRequiredService<IJournalStore>().MigrateAsync(cancellation);
                await services.GetRequiredService<IKeyStore>().MigrateAsync(cancellation);
                await services.GetRequiredService<IKeyVault>()
                    .CreateAsync(TenantId.Platform, TenantId.Platform.Value, cancellation);
                return;
            }
            catch (StoreUnavailableException) when (clock.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }
}
