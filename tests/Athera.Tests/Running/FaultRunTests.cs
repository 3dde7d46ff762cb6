using Athera.FaultRuns;
using Athera.Testing.Postgres;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>
/// The short fault run: minutes of traffic over several silos that are killed, stopped and cut off. It judges times too, which a machine
/// of two processors without an optimised build does not keep, so it runs when it is asked for.
/// </summary>
[Collection(OneAtATime.Name)]
public sealed class FaultRunTests
{
    [Fact(Explicit = true)]
    public async Task Under_faults_nothing_that_was_accepted_is_lost_doubled_or_reordered()
    {
        Assert.SkipWhen(SiloProcess.MissingReason is not null, SiloProcess.MissingReason ?? "");
        Assert.SkipWhen(PrivatePostgres.MissingReason is not null, PrivatePostgres.MissingReason ?? "");
        var output = TestContext.Current.TestOutputHelper!;
        Assert.Equal(0, await FaultRun.RunAsync(new RunOptions(), output.WriteLine, TestContext.Current.CancellationToken));
    }
}
