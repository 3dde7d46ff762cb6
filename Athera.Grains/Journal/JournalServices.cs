using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Athera.Journal;

/// <summary>Puts the writer into a host.</summary>
public static class JournalServices
{
    /// <summary>
    /// Adds <see cref="IJournalWriter"/> and <see cref="SiloIdentity"/>. The host brings an <see cref="IJournalStore"/>, and any
    /// number of <see cref="ICommitListener"/>s.
    /// </summary>
    public static IServiceCollection AddJournalWriter(this IServiceCollection services, JournalWriterOptions? options = null)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new SiloIdentity(OpaqueId.New()));
        services.TryAddSingleton(options ?? new JournalWriterOptions());
        services.TryAddSingleton<JournalMetrics>();
        services.TryAddSingleton<JournalWriter>();
        services.TryAddSingleton<IJournalWriter>(provider => provider.GetRequiredService<JournalWriter>());
        services.AddHostedService<JournalWriterLifetime>();
        return services;
    }
}
