using Athera.Lab;
using Athera.Lab.Faults;
using Athera.Lab.Models;
using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Running;

public abstract class KillTests(Func<string, Task<SiloStorage>> engine) : RunningTests(engine)
{
    private const int Kills = 5, Customers = 20, MessagesEach = 14;

    [Fact]
    public async Task Whatever_was_accepted_is_kept_in_order_and_answered_once_however_often_Athera_is_killed()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        await using var athera = await StartEchoingAsync();
        Linger(athera.Lab);
        var traffic = new CustomerTraffic(athera, Customers, MessagesEach);
        var writing = traffic.WriteAsync(Cancellation);
        for (var kill = 0; kill < Kills; kill++)
        {
            await await Task.WhenAny(writing, MomentAsync(athera.Lab, traffic, random));
            Assert.True(traffic.Accepted.Total < traffic.Total, "The traffic ended before the last kill.");
            await athera.Silo.KillAsync();
            await athera.Silo.StartAsync(Cancellation);
        }
        await writing;

        var histories = await traffic.HistoriesAsync(Cancellation);
        Assert.Empty(histories.SelectMany(HistoryChecker.Violations));
        Assert.Equal(traffic.Total, histories.Sum(history => history.Sends.Count));
    }

    // The provider and the model take their time, so that a kill finds calls under way whose answers nobody will hear.
    private static void Linger(LabServer lab)
    {
        lab.Graph.Faults.Always(Fault.Late(TimeSpan.FromMilliseconds(40)));
        lab.Model.Script.Always(ModelBehaviour.Echo with { Fault = Fault.Late(TimeSpan.FromMilliseconds(40)) });
    }

    // A random message from now is just being accepted, the model is working on it, or the provider has just taken the answer.
    private static Task MomentAsync(LabServer lab, CustomerTraffic traffic, Random random)
    {
        var ahead = random.Next(5, 30);
        var (accepted, asked, sent) = (traffic.Accepted.Total + ahead, lab.Model.Requests.Total + ahead, lab.Graph.Sends.Total + ahead);
        return random.Next(3) switch
        {
            0 => traffic.Accepted.FirstAsync(number => number >= accepted, Eventually.Patience, Cancellation),
            1 => lab.Model.Requests.FirstAsync(request => request.Sequence >= asked, Eventually.Patience, Cancellation),
            _ => lab.Graph.Sends.FirstAsync(send => send.Sequence >= sent, Eventually.Patience, Cancellation),
        };
    }
}

public sealed class KillOnSqliteTests() : KillTests(Engines.Sqlite);

public sealed class KillOnPostgresTests(SharedPostgres postgres) : KillTests(Engines.Postgres(postgres));
