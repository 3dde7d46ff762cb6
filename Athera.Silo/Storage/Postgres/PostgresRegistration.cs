using Athera.Journal;
using Athera.Keys;
using Athera.Knowledge.Searching;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Puts PostgreSQL databases behind the storage contracts.</summary>
public static class PostgresRegistration
{
    /// <summary>Keeps journal and keys in two databases.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="journalConnectionString">The journal's database.</param>
    /// <param name="keysConnectionString">The key database; left out, it is beside the journal's, with <c>_keys</c> in its name.</param>
    public static IServiceCollection AddPostgresStorage(
        this IServiceCollection services, string journalConnectionString, string? keysConnectionString = null) =>
        services.AddPostgresStorage(new PostgresOptions { Journal = journalConnectionString, Keys = keysConnectionString });

    /// <summary>Keeps journal and keys in two databases.</summary>
    public static IServiceCollection AddPostgresStorage(this IServiceCollection services, PostgresOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<IJournalStore, PostgresJournalStore>();
        services.AddSingleton<IKnowledgeStore, PostgresKnowledgeStore>();
        services.AddSingleton<IKeyStore, PostgresKeyStore>();
        return services;
    }
}
