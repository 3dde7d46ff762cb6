using Athera.Journal;
using Athera.Keys;
using Athera.Silo.Storage.Postgres;
using Xunit;

namespace Athera.Tests.Storage;

public sealed class PostgresJournalStoreTests(SharedPostgres server, PostgresDatabases databases)
    : JournalStoreCompliance, IClassFixture<PostgresDatabases>
{
    public override async ValueTask InitializeAsync()
    {
        await server.ServerAsync();
        await base.InitializeAsync();
    }

    protected override IJournalStore CreateStore() => new PostgresJournalStore(databases.Options, TimeProvider.System);
}

public sealed class PostgresKeyStoreTests(SharedPostgres server, PostgresDatabases databases)
    : KeyStoreCompliance, IClassFixture<PostgresDatabases>
{
    public override async ValueTask InitializeAsync()
    {
        await server.ServerAsync();
        await base.InitializeAsync();
    }

    protected override IKeyStore CreateStore() => new PostgresKeyStore(databases.Options, TimeProvider.System);
}
