using Athera.Journal;
using Athera.Keys;
using Athera.Knowledge.Searching;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Athera.Silo.Storage.Sqlite;

/// <summary>Puts the embedded databases behind the storage contracts.</summary>
public static class SqliteRegistration
{
    /// <summary>Keeps journal and keys in two files of a directory.</summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, string dataDirectory) =>
        services.AddSqliteStorage(new SqliteOptions { DataDirectory = dataDirectory });

    /// <summary>Keeps journal and keys in two files of a directory.</summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, SqliteOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<IJournalStore, SqliteJournalStore>();
        services.AddSingleton<IKnowledgeStore, SqliteKnowledgeStore>();
        services.AddSingleton<IKeyStore, SqliteKeyStore>();
        return services;
    }
}
