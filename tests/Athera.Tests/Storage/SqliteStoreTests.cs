using Athera.Journal;
using Athera.Keys;
using Athera.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;
using static Athera.Tests.Storage.Sample;

namespace Athera.Tests.Storage;

public sealed class SqliteJournalStoreTests : JournalStoreCompliance
{
    private readonly SqliteOptions _options = SqliteFiles.Fresh();

    protected override IJournalStore CreateStore() => new SqliteJournalStore(_options, TimeProvider.System);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_options.DataDirectory, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_locked_database_is_unavailable_until_it_is_unlocked()
    {
        var stream = OpaqueId.New();
        using var impatient = new SqliteJournalStore(
            _options with { BusyTimeout = TimeSpan.FromMilliseconds(100) }, TimeProvider.System);
        using (var intruder = new SqliteConnection($"Data Source={_options.JournalPath};Pooling=False"))
        {
            intruder.Open();
            using var locking = intruder.BeginTransaction();
            await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitOn(impatient, Append(Tenant, stream, 0)));
        }

        Assert.Equal(AppendStatus.Committed, (await CommitOn(impatient, Append(Tenant, stream, 0)))[0].Status);
    }

    [Fact]
    public async Task A_missing_file_is_unavailable_and_not_created_anew()
    {
        var options = SqliteFiles.Fresh();
        using var store = new SqliteJournalStore(options, TimeProvider.System);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PingAsync(Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitOn(store, Append(Tenant, OpaqueId.New(), 0)));
        Assert.False(File.Exists(options.JournalPath));

        await store.MigrateAsync(Cancellation);
        await store.PingAsync(Cancellation);
        Directory.Delete(options.DataDirectory, recursive: true);
    }

    [Fact]
    public async Task A_database_of_an_earlier_release_is_brought_up_to_date_with_what_is_in_it()
    {
        var stream = await GivenStream();
        using (var earlier = new SqliteConnection($"Data Source={_options.JournalPath};Pooling=False"))
        {
            earlier.Open();
            using var command = new SqliteCommand("drop table entity; delete from schema_version where version > 1", earlier);
            command.ExecuteNonQuery();
        }

        await Store.MigrateAsync(Cancellation);

        Assert.Equal(1, await HeadOf(stream));
        Assert.Empty(await Store.ListEntitiesAsync(Tenant, StreamCategory.Order, new EntityFilter(), 1, Cancellation));
    }

    [Fact]
    public async Task Only_this_user_may_look_into_a_new_data_directory()
    {
        await Store.PingAsync(Cancellation);

        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no such modes.");
        else
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(_options.DataDirectory));
    }
}

public sealed class SqliteKeyStoreTests : KeyStoreCompliance
{
    private readonly SqliteOptions _options = SqliteFiles.Fresh();

    protected override IKeyStore CreateStore() => new SqliteKeyStore(_options, TimeProvider.System);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_options.DataDirectory, recursive: true);
        GC.SuppressFinalize(this);
    }
}

internal static class SqliteFiles
{
    public static SqliteOptions Fresh() => new()
    {
        DataDirectory = Path.Combine(Path.GetTempPath(), $"athera-{Guid.NewGuid():N}"),
        BusyTimeout = TimeSpan.FromSeconds(30), // Two stores stand for two processes here, and SQLite knows no queue of writers.
    };
}
