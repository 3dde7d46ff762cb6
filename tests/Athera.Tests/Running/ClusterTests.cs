using System.Diagnostics;
using System.Net;
using Athera.Lab;
using Athera.Lab.Faults;
using Athera.Lab.Models;
using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>Several silos over one database. Each test leaves all of them running.</summary>
public sealed class ClusterTests(SharedCluster shared, SharedPostgres postgres)
    : RunningTests(Engines.Postgres(postgres)), IClassFixture<SharedCluster>
{
    private const int Silos = 3;

    /// <summary>Shorter than the time after which a silo counts as dead.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_silo_killed_under_traffic_and_started_again_costs_no_message()
    {
        var cluster = await ClusterAsync();
        var traffic = new CustomerTraffic(cluster, customers: 12, messages: 12, first: 0);
        var writing = traffic.WriteAsync(Cancellation);
        await traffic.Accepted.FirstAsync(number => number >= 40, Eventually.Patience, Cancellation);

        await cluster.Silos[1].KillAsync();
        var killed = Stopwatch.GetTimestamp();
        await Eventually.SeesAsync(() => cluster.MembersAsync(Cancellation), members => members == Silos - 1, Cancellation);
        Tell("declared dead", killed);
        await cluster.Silos[1].StartAsync(Cancellation);
        Tell("ready again", killed);
        await writing;
        Tell("everything accepted", killed);

        await AssertCleanAsync(traffic);
        Tell("everything answered", killed);
    }

    [Fact]
    public async Task After_all_silos_were_killed_at_once_they_serve_again_within_15_seconds()
    {
        var cluster = await ClusterAsync();
        var traffic = new CustomerTraffic(cluster, customers: 12, messages: 6, first: 20);
        var writing = traffic.WriteAsync(Cancellation);
        await traffic.Accepted.FirstAsync(number => number >= 20, Eventually.Patience, Cancellation);

        await Task.WhenAll(cluster.Silos.Select(silo => silo.KillAsync()));
        var killed = Stopwatch.GetTimestamp();
        await cluster.StartAllAsync(Cancellation);
        Tell("all ready", killed);
        Assert.True(Stopwatch.GetElapsedTime(killed) < TimeSpan.FromSeconds(15), "They were not ready in time.");
        await writing;

        await AssertCleanAsync(traffic);
        Tell("everything answered", killed);
    }

    [Fact]
    public async Task A_silo_that_was_frozen_until_the_others_took_over_ends_without_an_effect()
    {
        var cluster = await ClusterAsync();
        var traffic = new CustomerTraffic(cluster, customers: 12, messages: 8, first: 40);
        var writing = traffic.WriteAsync(Cancellation);
        await traffic.Accepted.FirstAsync(number => number >= 30, Eventually.Patience, Cancellation);

        await cluster.Silos[1].FreezeAsync();
        var frozen = Stopwatch.GetTimestamp();
        await Eventually.SeesAsync(() => cluster.MembersAsync(Cancellation), members => members == Silos - 1, Cancellation);
        Tell("declared dead", frozen);
        await writing;
        Tell("everything accepted", frozen);
        await cluster.Silos[1].ThawAsync();

        Assert.NotEqual(0, await cluster.Silos[1].EndAsync(within: TimeSpan.FromSeconds(20)));
        Tell("ended", frozen);
        Assert.Contains("This silo may not go on", await cluster.Silos[1].ReadOutputAsync(), StringComparison.Ordinal);
        await AssertCleanAsync(traffic);
        Tell("everything answered", frozen);
        await cluster.Silos[1].StartAsync(Cancellation);
    }

    [Fact]
    public async Task A_silo_paused_for_five_seconds_stays_a_member()
    {
        var cluster = await ClusterAsync();
        var traffic = new CustomerTraffic(cluster, customers: 12, messages: 8, first: 60);
        var writing = traffic.WriteAsync(Cancellation);
        await traffic.Accepted.FirstAsync(number => number >= 30, Eventually.Patience, Cancellation);

        await cluster.Silos[1].FreezeAsync();
        await Task.Delay(_pause, Cancellation); // The pause is what is tested.
        await cluster.Silos[1].ThawAsync();
        var thawed = Stopwatch.GetTimestamp();
        await writing;

        await AssertCleanAsync(traffic);
        Tell("everything answered", thawed);
        Assert.Equal(Silos, await cluster.MembersAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, await cluster.Silos[1].ReadyAsync(Cancellation));
    }

    [Fact]
    public async Task A_silo_asked_to_stop_under_traffic_leaves_its_work_to_the_others()
    {
        var cluster = await ClusterAsync();
        var traffic = new CustomerTraffic(cluster, customers: 12, messages: 6, first: 80);
        var writing = traffic.WriteAsync(Cancellation);
        await traffic.Accepted.FirstAsync(number => number >= 20, Eventually.Patience, Cancellation);

        Assert.Equal(0, await cluster.Silos[1].StopAsync(within: TimeSpan.FromSeconds(20)));
        Assert.Equal(Silos - 1, await cluster.MembersAsync(Cancellation));
        await writing;
        await AssertCleanAsync(traffic);
        await cluster.Silos[1].StartAsync(Cancellation);
    }

    private static async Task AssertCleanAsync(CustomerTraffic traffic) =>
        Assert.Empty((await traffic.HistoriesAsync(Cancellation)).SelectMany(HistoryChecker.Violations));

    private static void Tell(string what, long since) =>
        TestContext.Current.TestOutputHelper!.WriteLine($"{what} after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s");

    private static Dictionary<string, string> Impatient(LabServer lab) => new(Echoing(lab))
    {
        ["Athera:Patience:Evidence"] = "00:00:08",
    };

    private Task<RunningCluster> ClusterAsync()
    {
        Assert.SkipWhen(SiloProcess.MissingReason is not null, SiloProcess.MissingReason ?? "");
        return shared.GetAsync(async () =>
        {
            var storage = new PostgresStorage(await postgres.ServerAsync(), ownsServer: false);
            var cluster = await RunningCluster.StartAsync(storage, Silos, Impatient, Cancellation);
            // Calls are under way at every moment.
            cluster.Lab.Graph.Faults.Always(Fault.Late(TimeSpan.FromMilliseconds(40)));
            cluster.Lab.Model.Script.Always(ModelBehaviour.Echo with { Fault = Fault.Late(TimeSpan.FromMilliseconds(40)) });
            await cluster.Api.ChangeAgentAsync(new { settleMs = 0 }, Cancellation);
            return cluster;
        });
    }
}
