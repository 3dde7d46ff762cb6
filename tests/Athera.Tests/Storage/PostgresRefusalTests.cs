using System.Text;
using Athera.Journal;
using Athera.Silo.Storage.Postgres;
using Athera.Testing.Postgres;
using Npgsql;
using Xunit;
using static Athera.Tests.Storage.Sample;

namespace Athera.Tests.Storage;

/// <summary>What a running server may refuse or delay.</summary>
public sealed class PostgresRefusalTests(SharedPostgres shared) : IAsyncLifetime
{
    private readonly OpaqueId _silo = OpaqueId.New();
    private readonly TenantId _tenant = TenantId.New();
    private PrivatePostgres _server = null!;
    private PostgresOptions _options = null!;
    private PostgresJournalStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await shared.ServerAsync();
        _options = PostgresDatabases.On(_server);
        _store = new PostgresJournalStore(_options, TimeProvider.System);
        await _store.MigrateAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_database_of_an_earlier_release_is_brought_up_to_date_with_what_is_in_it()
    {
        var stream = OpaqueId.New();
        await Commit(Append(_tenant, stream, 0));
        await using (var earlier = new NpgsqlConnection(_options.Journal))
        {
            await earlier.OpenAsync(Cancellation);
            await using var command = new NpgsqlCommand("drop table entity; delete from schema_version where version > 2", earlier);
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        await _store.MigrateAsync(Cancellation);

        Assert.Single(await _store.ReadStreamAsync(_tenant, stream, 0, 10, Cancellation));
        Assert.Empty(await _store.ListEntitiesAsync(_tenant, StreamCategory.Order, new EntityFilter(), 1, Cancellation));
    }

    [Fact]
    public async Task A_silo_frozen_in_the_middle_of_a_commit_holds_up_its_tenant_only_for_a_while()
    {
        await using var impatient = new PostgresJournalStore(
            _options with { CommandTimeout = TimeSpan.FromSeconds(1) }, TimeProvider.System);
        await Commit(Append(_tenant, OpaqueId.New(), 0));
        await using var frozen = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_options.Journal)
        {
            Pooling = false,
            Options = "-c idle_in_transaction_session_timeout=3000",
        }.ToString());
        await frozen.OpenAsync(Cancellation);
        await using var locking = new NpgsqlCommand("begin; select * from feed for update", frozen);
        await locking.ExecuteNonQueryAsync(Cancellation);

        Append[] batch = [Append(_tenant, OpaqueId.New(), 0)];
        await Assert.ThrowsAsync<StoreUnavailableException>(() => impatient.CommitAsync(batch, _silo, Noon, Cancellation));
        var neighbour = await impatient.CommitAsync([Append(TenantId.New(), OpaqueId.New(), 0)], _silo, Noon, Cancellation);
        Assert.Equal(AppendStatus.Committed, neighbour[0].Status);
        Assert.Equal(AppendStatus.Committed, (await Commit(batch[0])).Status);
    }

    [Fact]
    public async Task What_the_server_refuses_is_told_without_the_values()
    {
        const string Secret = "a-secret-that-is-too-long-for-a-kind-and-must-not-turn-up-in-any-log";
        var data = new EventData(Secret, Noon, Encoding.UTF8.GetBytes(Secret));
        var poison = new Append { Tenant = _tenant, Streams = [new(OpaqueId.New(), StreamCategory.Contact, 0, [data])] };

        var refusal = await Assert.ThrowsAsync<RejectedBatchException>(() => Commit(poison));

        Assert.DoesNotContain(Secret, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_may_not_be_created_names_its_setting()
    {
        await using (var admin = new NpgsqlConnection(_server.ConnectionString("postgres")))
        {
            await admin.OpenAsync(Cancellation);
            await using var create = new NpgsqlCommand("create role guest login password 'guest'", admin);
            await create.ExecuteNonQueryAsync(Cancellation);
        }
        var asGuest = new NpgsqlConnectionStringBuilder(_server.ConnectionString("nowhere")) { Username = "guest", Password = "guest" };
        await using var store = new PostgresJournalStore(new PostgresOptions { Journal = asGuest.ToString() }, TimeProvider.System);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => store.MigrateAsync(Cancellation));

        Assert.Contains(PostgresOptions.JournalSetting, refusal.Message, StringComparison.Ordinal);
    }

    private async Task<AppendResult> Commit(Append append) =>
        Assert.Single(await _store.CommitAsync([append], _silo, Noon, Cancellation));
}
