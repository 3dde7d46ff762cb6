using System.Net;
using Athera.Silo.Storage.Postgres;
using Athera.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService;
using Xunit;

namespace Athera.Tests.Cluster;

/// <summary>Orleans' provider on the statements of the schema.</summary>
public sealed class MembershipTableTests(PostgresDatabases databases) : IClassFixture<PostgresDatabases>
{
    private static readonly DateTime _start = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_decided_on_an_older_version_is_refused_whole()
    {
        var table = await OpenAsync();
        var version = (await table.ReadAllAsync(Cancellation)).Version.Next();
        Assert.True(await table.InsertRowAsync(Silo(1), version, Cancellation));

        var token = (await table.ReadRowAsync(Silo(1).SiloAddress, Cancellation)).Members[0].Item2;
        Assert.False(await table.InsertRowAsync(Silo(2), version, Cancellation));
        Assert.False(await table.UpdateRowAsync(Silo(1, SiloStatus.Dead), token, version, Cancellation));

        var row = Assert.Single((await table.ReadAllAsync(Cancellation)).Members);
        Assert.Equal(SiloStatus.Active, row.Item1.Status);
    }

    [Fact]
    public async Task A_silo_that_is_known_or_unknown_already_leaves_the_version_as_it_is()
    {
        var table = await OpenAsync();
        Assert.True(await table.InsertRowAsync(Silo(1), (await table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation));
        var version = (await table.ReadAllAsync(Cancellation)).Version;

        Assert.False(await table.InsertRowAsync(Silo(1), version.Next(), Cancellation));
        Assert.False(await table.UpdateRowAsync(Silo(9), "", version.Next(), Cancellation));

        Assert.Equal(version.Version, (await table.ReadAllAsync(Cancellation)).Version.Version);
    }

    [Fact]
    public async Task A_heartbeat_changes_no_version_and_is_not_taken_back_by_a_change_decided_before_it()
    {
        var table = await OpenAsync();
        var silo = Silo(1);
        Assert.True(await table.InsertRowAsync(silo, (await table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation));
        var before = await table.ReadRowAsync(silo.SiloAddress, Cancellation);

        var later = _start.AddSeconds(7);
        await table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = silo.SiloAddress, IAmAliveTime = later }, Cancellation);
        silo.SuspectTimes = [Tuple.Create(Silo(2).SiloAddress, _start)];
        Assert.True(await table.UpdateRowAsync(silo, before.Members[0].Item2, before.Version.Next(), Cancellation));

        var row = Assert.Single((await table.ReadRowAsync(silo.SiloAddress, Cancellation)).Members).Item1;
        Assert.Equal(later, row.IAmAliveTime);
        Assert.Equal(silo.SuspectTimes, row.SuspectTimes);
    }

    [Fact]
    public async Task Cleaning_up_takes_the_long_dead_and_nobody_else()
    {
        var table = await OpenAsync();
        foreach (var silo in new[] { Silo(1), Silo(2, SiloStatus.Dead), Silo(3, SiloStatus.Joining) })
            Assert.True(await table.InsertRowAsync(silo, (await table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation));

        await table.CleanupDefunctSiloEntriesAsync(_start.AddHours(1), Cancellation);

        var left = (await table.ReadAllAsync(Cancellation)).Members.Select(row => row.Item1.SiloAddress.Endpoint.Port).Order();
        Assert.Equal([20_001, 20_003], left);
    }

    private static MembershipEntry Silo(int number, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 20_000 + number, number),
        SiloName = $"silo {number}",
        HostName = "host",
        Status = status,
        ProxyPort = 30_000 + number,
        StartTime = _start,
        IAmAliveTime = _start,
    };

    // A cluster of its own for each test.
    private async Task<IMembershipTable> OpenAsync()
    {
        Assert.SkipWhen(databases.Options is null, "There is no PostgreSQL server.");
        await using (var store = new PostgresJournalStore(databases.Options!, TimeProvider.System))
            await store.MigrateAsync(Cancellation);
        var table = new AdoNetClusteringTable(
            new ServiceCollection().BuildServiceProvider(),
            Options.Create(new ClusterOptions { ClusterId = $"{Guid.NewGuid():N}" }),
            Options.Create(new AdoNetClusteringSiloOptions { Invariant = "Npgsql", ConnectionString = databases.Options!.Journal }),
            NullLogger<AdoNetClusteringTable>.Instance);
        await ((IMembershipTable)table).InitializeMembershipTableAsync(true, Cancellation);
        return table;
    }
}
