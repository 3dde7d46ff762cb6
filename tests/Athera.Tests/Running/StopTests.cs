using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Running;

public abstract class StopTests(Func<string, Task<SiloStorage>> engine) : RunningTests(engine)
{
    [Fact]
    public async Task Asked_to_stop_under_traffic_Athera_ends_well_and_in_time_and_loses_nothing()
    {
        await using var athera = await StartEchoingAsync();
        var traffic = new CustomerTraffic(athera, customers: 10, messages: 10);
        var writing = traffic.WriteAsync(Cancellation);
        await traffic.Accepted.FirstAsync(number => number >= 30, Eventually.Patience, Cancellation);

        Assert.Equal(0, await athera.Silo.StopAsync(within: TimeSpan.FromSeconds(15)));
        Assert.True(traffic.Accepted.Total < traffic.Total, "The traffic ended before the stop.");

        await athera.Silo.StartAsync(Cancellation);
        await writing;
        Assert.Empty((await traffic.HistoriesAsync(Cancellation)).SelectMany(HistoryChecker.Violations));
    }
}

public sealed class StopOnSqliteTests() : StopTests(Engines.Sqlite);

public sealed class StopOnPostgresTests(SharedPostgres postgres) : StopTests(Engines.Postgres(postgres));
