using Athera.Journal;
using Athera.Knowledge.Searching;
using Athera.Silo.Storage.Postgres;
using Athera.Silo.Storage.Sqlite;
using Xunit;

namespace Athera.Tests.Storage;

public sealed class SqliteKnowledgeStoreTests : KnowledgeStoreCompliance
{
    private readonly SqliteOptions _options = SqliteFiles.Fresh();

    protected override (IJournalStore Journal, IKnowledgeStore Knowledge) CreateStores() =>
        (new SqliteJournalStore(_options, TimeProvider.System), new SqliteKnowledgeStore(_options));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_options.DataDirectory, recursive: true);
        GC.SuppressFinalize(this);
    }
}

public sealed class PostgresKnowledgeStoreTests(SharedPostgres server, PostgresDatabases databases)
    : KnowledgeStoreCompliance, IClassFixture<PostgresDatabases>
{
    public override async ValueTask InitializeAsync()
    {
        await server.ServerAsync();
        await base.InitializeAsync();
    }

    protected override (IJournalStore Journal, IKnowledgeStore Knowledge) CreateStores() =>
        (new PostgresJournalStore(databases.Options, TimeProvider.System), new PostgresKnowledgeStore(databases.Options));
}
